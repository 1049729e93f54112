package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// What a request and its answer look like on the other side.
class HttpForwardingIT {

    @Test
    void carriesAnAnswer() throws IOException {
        try (var endpoint = FakeEndpoint.answering("hello");
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.get("/a?b=c"))
                    .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(endpoint.heads().getFirst())
                    .startsWith("GET /a?b=c HTTP/1.1\r\nHost: test\r\n");
        }
    }

    @Test
    void keepsBothConnectionsOpen() throws IOException {
        try (var endpoint = FakeEndpoint.answering("hello");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n").readAnswer())
                        .endsWith("hello");
            }
            assertThat(endpoint.accepted()).isEqualTo(1);
        }
    }

    @Test
    void tellsTheEndpointWhoTheClientIs() throws IOException {
        try (var endpoint = FakeEndpoint.answering("");
                var gateway = TestGateway.http(endpoint)) {
            gateway.ask("GET / HTTP/1.1\r\nHost: shop.test:81\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n");
            assertThat(endpoint.heads().getFirst())
                    .contains("X-Forwarded-For: 127.0.0.1\r\n")
                    .contains("X-Forwarded-Proto: http\r\n")
                    .contains("X-Forwarded-Host: shop.test:81\r\n")
                    .contains("Forwarded: for=127.0.0.1;proto=http;host=\"shop.test:81\"\r\n")
                    .doesNotContain("6.6.6.6");
        }
    }
}
