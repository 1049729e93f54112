package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.gateway.pool.Endpoint;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// What fails before the first byte of an answer, and may be repeated, goes to another endpoint.
class RetryIT {
    private static final Options ONE_LOOP = Options.defaults().withLoops(1);
    private static final String PUT = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";

    @Test
    void repeatsAnythingAfterARefusedConnection() throws IOException {
        Endpoint refusing = FakeEndpoint.refusing();
        try (var endpoint = echoing();
                var gateway = TestGateway.http(ONE_LOOP, List.of(refusing, endpoint.endpoint()))) {
            for (int i = 0; i < 10; i++) {
                assertThat(gateway.ask(POST)).endsWith("ab");
            }
            assertThat(gateway.counts(endpoint).requests()).isEqualTo(10);
            await().until(() ->
                    gateway.counts(refusing).retriesSaved() == gateway.counts(refusing).failures());
        }
    }

    @Test
    void avoidsAnEndpointThatRefusesForAWhile() throws IOException {
        Endpoint refusing = FakeEndpoint.refusing();
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(ONE_LOOP, List.of(refusing, endpoint.endpoint()))) {
            for (int i = 0; i < 50; i++) {
                assertThat(gateway.get("/")).endsWith("ok");
            }
            // At most one for each second that the fifty took.
            assertThat(gateway.counts(refusing).failures()).isLessThan(10);
        }
    }

    @Test
    void repeatsAnIdempotentRequestAfterAReset() throws IOException {
        try (var dying = FakeEndpoint.doing(RetryIT::readAndReset);
                var endpoint = echoing();
                var gateway = TestGateway.http(dying, endpoint)) {
            for (int i = 0; i < 20; i++) {
                assertThat(gateway.ask(PUT)).endsWith("ab");
            }
            await().until(() -> gateway.counts(dying).retriesSaved() > 0);
        }
    }

    @Test
    void doesNotRepeatAPostAfterAReset() throws IOException {
        try (var dying = FakeEndpoint.doing(RetryIT::readAndReset);
                var gateway = TestGateway.http(dying)) {
            assertThat(gateway.ask(POST)).startsWith("HTTP/1.1 502 ");
            assertThat(dying.heads()).hasSize(1);
        }
    }

    @Test
    void doesNotRepeatARequestWhoseBodyIsGone() throws IOException {
        try (var dying =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.read(100_000);
                            wire.reset();
                        });
                var gateway = TestGateway.http(dying)) {
            String put =
                    "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
                            + "x".repeat(100_000);
            assertThat(gateway.ask(put)).startsWith("HTTP/1.1 502 ");
            assertThat(dying.heads()).hasSize(1);
        }
    }

    @Test
    void doesNotRepeatOnceTheClientHasSeenAByte() throws IOException {
        try (var dying =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
                            wire.reset();
                        });
                var gateway = TestGateway.http(dying);
                Wire client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAll();
            assertThat(dying.heads()).hasSize(1);
        }
    }

    /// One that kills every endpoint it meets must not go through all of them.
    @Test
    void stopsAfterSoManyTries() throws IOException {
        List<FakeEndpoint> dying =
                java.util.stream.Stream.generate(() -> FakeEndpoint.doing(RetryIT::readAndReset))
                        .limit(8)
                        .toList();
        try (var gateway = TestGateway.http(dying.toArray(new FakeEndpoint[0]))) {
            assertThat(gateway.get("/")).startsWith("HTTP/1.1 502 ");
            int asked = dying.stream().mapToInt(each -> each.heads().size()).sum();
            assertThat(asked).isEqualTo(dev.probity.gateway.net.Limits.DEFAULT.tries());
        } finally {
            dying.forEach(FakeEndpoint::close);
        }
    }

    @Test
    void answersAtOnceWhenNobodyIsReady() throws IOException {
        try (var gateway = TestGateway.http()) {
            assertThat(gateway.get("/"))
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("Retry-After: 1\r\n")
                    .endsWith("\r\n\r\nno endpoint of web is ready\n");
            assertThat(gateway.pool().snapshot().unserved()).isEqualTo(1);
        }
    }

    @Test
    void saysSoWhenNobodyAccepts() throws IOException {
        try (var gateway =
                TestGateway.http(
                        ONE_LOOP, List.of(FakeEndpoint.refusing(), FakeEndpoint.refusing()))) {
            assertThat(gateway.get("/"))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("no endpoint accepted the connection");
        }
    }

    /// The endpoint closes its idle connections just when they are used again, over and over.
    @Test
    void survivesTheCloseOfAnIdleConnection() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.sendAnswer("ok");
                            if (wire.readHead() != null) {
                                wire.reset(); // as a close meets the next request
                            }
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAnswer())
                        .endsWith("ok");
            }
        }
    }

    private static FakeEndpoint echoing() {
        return FakeEndpoint.doing(wire -> {
            for (String head = wire.readHead(); head != null; head = wire.readHead()) {
                wire.sendAnswer(wire.read(Wire.lengthIn(head)));
            }
        });
    }

    private static void readAndReset(Wire wire) throws IOException {
        wire.readHead();
        wire.reset();
    }
}
