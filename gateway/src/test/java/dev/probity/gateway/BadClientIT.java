package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.gateway.net.Timeouts;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;

/// One test for each way in which a client can misbehave.
class BadClientIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Timeouts SHORT =
            new Timeouts(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    Optional.of(Duration.ofMillis(200)),
                    Duration.ofMillis(200));
    private static final Options IMPATIENT = Options.defaults().withLoops(1).withTimeouts(SHORT);

    @Test
    void thatFloodsWithHeaderFields() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(200) + "\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void thatSendsAHeadWithoutEnd() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nA: ");
            try {
                client.send("x".repeat(200_000));
            } catch (SocketException stopped) {
                // As long as the answer is there.
            }
            assertThat(client.readAll()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void thatSendsItsHeadByteByByte() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            for (int i = 0; i < GET.length(); i++) {
                client.send(GET.substring(i, i + 1));
            }
            assertThat(client.readAnswer()).endsWith("ok");
        }
    }

    @Test
    void thatNeverFinishesItsHead() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(IMPATIENT, TestGateway.endpointsOf(endpoint));
                Wire client = gateway.connect()) {
            assertThat(client.send("GET / HT").readAll()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void thatNeverSendsAnything() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(IMPATIENT, TestGateway.endpointsOf(endpoint));
                Wire client = gateway.connect()) {
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void thatNeverFinishesItsBody() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.readAll();
                        });
                var gateway = TestGateway.http(IMPATIENT, TestGateway.endpointsOf(endpoint));
                Wire client = gateway.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
            assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
            await().until(() -> endpoint.open() == 0);
        }
    }

    @Test
    void thatNeverReadsItsAnswer() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
                            wire.send(new byte[99_999_999]);
                        });
                var gateway = TestGateway.http(IMPATIENT, TestGateway.endpointsOf(endpoint));
                Wire client = gateway.connect()) {
            client.send(GET);
            await().until(() -> endpoint.accepted() == 1 && endpoint.open() == 0);
            assertThat(gateway.pool().snapshot().inFlight()).isZero();
        }
    }

    /// A connection that a slow client has stopped must work for the next client.
    @Test
    void thatIsSlowDoesNotStopTheNextOne() throws IOException {
        String large = "x".repeat(16 << 20);
        try (var endpoint = FakeEndpoint.answering(large);
                var gateway = TestGateway.http(endpoint)) {
            for (int i = 0; i < 3; i++) {
                try (Wire client = gateway.connect()) {
                    client.socket().setReceiveBufferSize(1 << 18);
                    client.send(GET);
                    String head = client.readHead();
                    assertThat(head).isNotNull();
                    // Little by little, so that reading stops and goes on many times.
                    for (int read = 0; read < large.length(); read += 1 << 16) {
                        assertThat(client.read(1 << 16)).hasSize(1 << 16);
                    }
                }
            }
            assertThat(endpoint.accepted()).isEqualTo(1);
        }
    }

    @Test
    void thatLeavesBeforeItsAnswerIsThere() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.readAll();
                        });
                var gateway = TestGateway.http(endpoint)) {
            Wire client = gateway.connect();
            client.send(GET);
            await().until(() -> endpoint.open() == 1);
            client.reset();
            await().until(() -> endpoint.open() == 0 && gateway.pool().snapshot().inFlight() == 0);
        }
    }

    @Test
    void thatLeavesInTheMiddleOfItsBody() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.readAll();
                        });
                var gateway = TestGateway.http(endpoint)) {
            try (Wire client = gateway.connect()) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
                await().until(() -> endpoint.open() == 1);
            }
            await().until(() -> endpoint.open() == 0 && gateway.pool().snapshot().inFlight() == 0);
        }
    }

    /// After a request that was given up, what still comes of it must not be taken for another.
    @Test
    void thatHidesARequestInABodyThatIsGivenUp() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.read(1);
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nab");
                            wire.reset();
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n1");
            try {
                client.readHead();
                client.send("GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n").readAll();
            } catch (SocketException closed) {
                // That is as good.
            }
            assertThat(endpoint.heads()).noneMatch(head -> head.contains("hidden"));
        }
    }

    /// The last answer of a connection is not cut off because its client is slow.
    @Test
    void thatIsSlowGetsAllOfItsLastAnswer() throws IOException {
        String large = "x".repeat(6 << 20);
        try (var endpoint = FakeEndpoint.answering(large);
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.socket().setReceiveBufferSize(1 << 16);
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(client.readHead()).contains("Connection: close");
            assertThat(client.skipAll()).isEqualTo(large.length());
        }
    }

    /// `printf ... | nc` closes its sending side, and wants its answer all the same.
    @Test
    void thatClosesItsSendingSideStillGetsItsAnswer() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(GET).shutdownOutput();
            assertThat(client.readAll()).endsWith("ok");
        }
    }

    /// More than the sockets hold, so that the rest is written when there is room again.
    @Test
    void thatClosesItsSendingSideStillGetsAllOfALargeAnswer() throws IOException {
        String large = "x".repeat(24 << 20);
        try (var endpoint = FakeEndpoint.answering(large);
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(GET).shutdownOutput();
            String head = client.readHead();
            assertThat(head).contains("200 OK");
            assertThat(client.skipAll()).isEqualTo(large.length());
        }
    }

    @Test
    void thatPipelinesGetsItsAnswersInOrder() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            for (String head = wire.readHead();
                                    head != null;
                                    head = wire.readHead()) {
                                wire.sendAnswer(head.substring(5, head.indexOf(" HTTP")));
                            }
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            var requests = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                requests.append("GET /%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
            }
            client.send(requests.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(client.readAnswer()).endsWith("\r\n\r\n" + i);
            }
        }
    }

    @Test
    void thatPipelinesAndClosesItsSendingSideGetsAllAnswers() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(GET.repeat(20)).shutdownOutput();
            assertThat(client.readAll().split("ok", -1)).hasSize(21);
        }
    }

    /// Thousands of answers to somebody who reads none of them would fill the memory.
    @Test
    void thatPipelinesWithoutReadingIsHeldUp() throws IOException {
        try (var endpoint = FakeEndpoint.answering("x".repeat(50_000));
                var gateway = TestGateway.http(IMPATIENT, TestGateway.endpointsOf(endpoint));
                Wire client = gateway.connect()) {
            client.socket().setReceiveBufferSize(4096);
            client.send(GET.repeat(1500));
            await().until(() -> gateway.counts(endpoint).requests() > 0);
            assertThat(gateway.counts(endpoint).requests()).isLessThan(1000);
        }
    }

    @Test
    void thatPipelinesToNobodyGetsItsAnswers() throws IOException {
        try (var gateway = TestGateway.http();
                Wire client = gateway.connect()) {
            client.send(GET.repeat(2000)).shutdownOutput();
            assertThat(client.readAll().split("HTTP/1.1 503", -1)).hasSize(2001);
        }
    }

    @Test
    void whoseEndpointIsTooSlowIsToldSo() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.readAll();
                        });
                var gateway = TestGateway.http(IMPATIENT, TestGateway.endpointsOf(endpoint))) {
            assertThat(gateway.ask(GET)).startsWith("HTTP/1.1 504 ");
            assertThat(gateway.counts(endpoint).failures()).isEqualTo(1);
        }
    }
}
