package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// What a request and its answer look like on the other side.
class HttpForwardingIT {
    private static final String CHUNKS = "3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n";

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

    @Test
    void addsToWhatATrustedProxyBeforeItSays() throws IOException {
        Options trusting = Options.defaults().withLoops(1).withTrustForwarded(true);
        try (var endpoint = FakeEndpoint.answering("");
                var gateway = TestGateway.http(trusting, TestGateway.endpointsOf(endpoint))) {
            gateway.ask(
                    "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\n"
                            + "X-Forwarded-Proto: https\r\nForwarded: for=9.9.9.9\r\n\r\n");
            assertThat(endpoint.heads().getFirst())
                    .contains("X-Forwarded-For: 9.9.9.9, 127.0.0.1\r\n")
                    .contains("X-Forwarded-Proto: https\r\n")
                    .doesNotContain("X-Forwarded-Proto: http\r\n")
                    .contains("Forwarded: for=9.9.9.9, for=127.0.0.1;proto=http;host=\"a\"\r\n");
        }
    }

    @Test
    void removesWhatIsMeantForOneConnectionOnly() throws IOException {
        try (var endpoint =
                        serving(
                                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nConnection: x-own\r\n"
                                        + "X-Own: 1\r\nX-Kept: 2\r\nContent-Length: 0\r\n\r\n");
                var gateway = TestGateway.http(endpoint)) {
            String answer =
                    gateway.ask(
                            "GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nKeep-Alive: 5\r\n"
                                    + "Proxy-Authorization: x\r\nProxy-Connection: y\r\n"
                                    + "Connection: te\r\nX-Kept: 3\r\n\r\n");
            assertThat(answer)
                    .isEqualTo("HTTP/1.1 200 OK\r\nX-Kept: 2\r\nContent-Length: 0\r\n\r\n");
            assertThat(endpoint.heads().getFirst())
                    .contains("X-Kept: 3")
                    .doesNotContain("TE:", "Keep-Alive", "Proxy-", "Connection");
        }
    }

    @Test
    void carriesChunksBothWays() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            while (wire.readHead() != null) {
                                assertThat(wire.read(CHUNKS.length())).isEqualTo(CHUNKS);
                                wire.send(
                                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + "2;x=y\r\nde\r\n0\r\n\r\n");
                            }
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + CHUNKS);
                assertThat(client.readHead()).contains("Transfer-Encoding: chunked\r\n");
                assertThat(client.read(16)).isEqualTo("2;x=y\r\nde\r\n0\r\n\r\n");
            }
            assertThat(endpoint.accepted()).isEqualTo(1);
        }
    }

    @Test
    void takesTheChunksOffForHttp10() throws IOException {
        try (var endpoint =
                        serving(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readAll())
                    .isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcde");
            assertThat(endpoint.heads().getFirst()).contains("Host: 127.0.0.1:" + gateway.port());
        }
    }

    @Test
    void keepsAnHttp10ConnectionOpenWhenAsked() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(
                                client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                                        .readAnswer())
                        .contains("Connection: keep-alive\r\n")
                        .endsWith("ok");
            }
        }
    }

    @Test
    void closesWhenTheClientAsksForIt() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(client.readAll()).contains("Connection: close\r\n").endsWith("ok");
        }
    }

    @Test
    void knowsWhichAnswersHaveNoBody() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            for (String head = wire.readHead();
                                    head != null;
                                    head = wire.readHead()) {
                                wire.send(answerTo(head));
                            }
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (String request :
                    new String[] {"HEAD /", "GET /204", "GET /304", "HEAD /chunked"}) {
                client.send(request + " HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            }
            assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAnswer())
                    .endsWith("ok");
        }
    }

    private static String answerTo(String head) {
        if (head.startsWith("HEAD /chunked")) {
            return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        }
        if (head.startsWith("HEAD")) {
            return "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n";
        }
        if (head.startsWith("GET /204")) {
            return "HTTP/1.1 204 No Content\r\n\r\n";
        }
        if (head.startsWith("GET /304")) {
            return "HTTP/1.1 304 Not Modified\r\nContent-Length: 999\r\n\r\n";
        }
        return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    }

    @Test
    void waitsForContinueWithTheClient() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
                            wire.sendAnswer(wire.read(3));
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\n"
                            + "Host: a\r\n"
                            + "Expect: 100-continue\r\n"
                            + "Content-Length: 3\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("abc").readAnswer()).endsWith("abc");
        }
    }

    @Test
    void carriesABodyWhoseEndIsTheConnections() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.0 200 OK\r\n\r\n" + "y".repeat(100_000));
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("Connection: close");
            assertThat(client.readAll()).hasSize(100_000);
        }
    }

    @Test
    void carriesLargeBodiesBothWaysWhole() throws IOException {
        String large = "0123456789abcdef".repeat(1 << 18);
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            while (wire.readHead() != null) {
                                wire.sendAnswer(wire.read(large.length()));
                            }
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
                                .formatted(large.length()));
                client.send(large);
                String answer = client.readAnswer();
                assertThat(answer.endsWith("\r\n\r\n" + large)).isTrue();
            }
        }
    }

    private static FakeEndpoint serving(String answer) {
        return FakeEndpoint.doing(wire -> {
            while (wire.readHead() != null) {
                wire.send(answer);
            }
        });
    }
}
