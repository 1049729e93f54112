package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/// One test for each way in which an endpoint can misbehave.
class BadEndpointIT {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";

    @Test
    void thatClosesWithoutAnAnswer() throws IOException {
        try (var endpoint = FakeEndpoint.doing(Wire::readHead);
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.ask(POST)).startsWith("HTTP/1.1 502 ").contains("without an answer");
        }
    }

    @Test
    void thatResetsWithoutAnAnswer() throws IOException {
        try (var endpoint = FakeEndpoint.doing(BadEndpointIT::readAndReset);
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.ask(POST)).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void thatDiesInTheMiddleOfTheHead() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Le");
                        });
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.ask(POST)).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void thatDiesInTheMiddleOfTheBody() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(GET);
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
            assertThat(client.read(3)).isEqualTo("abc");
            assertThatThrownBy(() -> client.read(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void thatDiesInTheMiddleOfAChunk() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(CHUNKED);
                            wire.send("5\r\nab");
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            assertThat(client.send(GET).readAll()).endsWith("\r\n\r\n5\r\nab");
        }
    }

    /// With no length, only a reset tells the client that something is missing.
    @Test
    void thatResetsABodyWhoseEndIsTheConnections() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\n\r\nabc");
                            wire.readHead();
                            wire.reset();
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(GET);
            assertThat(client.readHead()).contains("Connection: close");
            assertThat(client.read(3)).isEqualTo("abc");
            endpoint.kill();
            // A kill with nothing unread is a plain close, which ends such a body properly.
            assertThat(client.readAll()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    garbage                   | garbage in place of HTTP
                    an illegal version        | HTTP/3.0 200 OK\\r\\n\\r\\n
                    a status that is no number| HTTP/1.1 2OO OK\\r\\n\\r\\n
                    a status below 100        | HTTP/1.1 099 Low\\r\\n\\r\\n
                    two lengths               | HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab
                    length and chunked        | HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n
                    an unknown coding         | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n
                    a folded line             | HTTP/1.1 200 OK\\r\\nA: b\\r\\n c\\r\\n\\r\\n
                    a bare LF                 | HTTP/1.1 200 OK\\nContent-Length: 0\\n\\n
                    a switch nobody asked for | HTTP/1.1 101 Switching\\r\\nUpgrade: x\\r\\nConnection: upgrade\\r\\n\\r\\n
                    """)
    void thatAnswersWith(String what, String answer) throws IOException {
        String bytes = answer.translateEscapes();
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(bytes);
                            wire.readHead();
                        });
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.ask(GET)).startsWith("HTTP/1.1 502 ").contains("not valid");
            assertThat(gateway.counts(endpoint).failures()).isEqualTo(1);
        }
    }

    @Test
    void thatSendsAHeadWithoutEnd() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\n");
                            while (true) {
                                wire.send("X-Flood: " + "x".repeat(1000) + "\r\n");
                            }
                        });
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.ask(GET)).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void thatBreaksItsOwnChunksAtOnce() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(CHUNKED + "3\r\nabc\r\nzz\r\n");
                            wire.readHead();
                        });
                var gateway = TestGateway.http(endpoint)) {
            assertThat(gateway.ask(GET)).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void thatBreaksItsOwnChunksLater() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(CHUNKED + "3\r\nabc\r\n");
                            wire.read(1);
                            wire.send("zz\r\n");
                            wire.readHead();
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
            client.readHead();
            assertThat(client.read(8)).isEqualTo("3\r\nabc\r\n");
            client.send("x");
            assertThat(client.readAll()).isEmpty();
        }
    }

    /// Whose answer would it be? Not the next client's.
    @Test
    void thatSendsMoreThanItsAnswer() throws IOException {
        AtomicInteger dropped = new AtomicInteger();
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                            awaitDropped(wire, dropped);
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 1; i <= 3; i++) {
                assertThat(client.send(GET).readAnswer()).endsWith("\r\n\r\nok");
                awaitCount(dropped, i);
            }
        }
    }

    @Test
    void thatSpeaksBeforeItIsAsked() throws IOException {
        AtomicInteger dropped = new AtomicInteger();
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.sendAnswer("ok");
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                            awaitDropped(wire, dropped);
                        });
                var gateway = TestGateway.http(endpoint)) {
            for (int i = 1; i <= 20; i++) {
                assertThat(gateway.get("/")).endsWith("\r\n\r\nok");
                // What comes while nothing is asked ends the connection; the next request must not
                // be sent sooner, for then nobody could tell whose answer it is.
                awaitCount(dropped, i);
            }
        }
    }

    @Test
    void thatAnswersEarlyAndReadsNoFurther() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
            try {
                client.send(new byte[400_000]);
            } catch (SocketException stopped) {
                // Being stopped is fine as long as the answer has come.
            }
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 413 ").endsWith("big");
        }
    }

    @Test
    void thatClosesIdleConnections() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.sendAnswer("once");
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send(GET).readAnswer()).endsWith("once");
            }
        }
    }

    @Test
    void thatSaysCloseAndDoesNot() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(
                                    "HTTP/1.1 200 OK\r\nConnection: close\r\n"
                                            + "Content-Length: 2\r\n\r\nok");
                            wire.readHead();
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            assertThat(client.send(GET).readAnswer()).endsWith("ok");
            assertThat(client.send(GET).readAnswer()).endsWith("ok");
            await().until(() -> endpoint.open() == 0);
        }
    }

    @Test
    void thatNeverEndsItsBodyIsCutWithTheClient() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(CHUNKED);
                            while (true) {
                                wire.send("5\r\nendle\r\n");
                            }
                        });
                var gateway = TestGateway.http(endpoint)) {
            try (Wire client = gateway.connect()) {
                client.send(GET);
                assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            }
            await().until(() -> endpoint.open() == 0 && gateway.pool().snapshot().inFlight() == 0);
        }
    }

    private static void readAndReset(Wire wire) throws IOException {
        wire.readHead();
        wire.reset();
    }

    /// Counts when the gateway has ended the connection, in whatever way.
    private static void awaitDropped(Wire wire, AtomicInteger dropped) {
        try {
            while (wire.readHead() != null) {
                // Nothing may be asked here any more; a request would go unanswered.
            }
        } catch (IOException _) {
            // A reset is an end too.
        }
        dropped.incrementAndGet();
    }

    private static void awaitCount(AtomicInteger counter, int times) {
        await().until(() -> counter.get() == times);
    }
}
