package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.probity.gateway.pool.Endpoint;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Bytes both ways, whatever they mean.
class TcpIT {
    private static final Options ONE_LOOP = Options.defaults().withLoops(1);
    private static final int LARGE = 8 << 20;

    @Test
    void carriesBytesBothWays() throws IOException {
        try (var endpoint = FakeEndpoint.doing(wire -> wire.send("<" + wire.read(3) + ">"));
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            assertThat(client.send("abc").readAll()).isEqualTo("<abc>");
        }
    }

    @Test
    void letsTheClientFinishSendingBeforeItIsAnswered() throws IOException {
        try (var endpoint = FakeEndpoint.doing(wire -> wire.send("got " + wire.readAll()));
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            client.send("question").shutdownOutput();
            assertThat(client.readAll()).isEqualTo("got question");
        }
    }

    @Test
    void letsTheEndpointFinishSendingFirst() throws IOException {
        var received = new CompletableFuture<String>();
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.send("hello").shutdownOutput();
                            received.complete(wire.readAll());
                        });
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            assertThat(client.readAll()).isEqualTo("hello");
            client.send("and goodbye").shutdownOutput();
            assertThat(received.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("and goodbye");
            await().until(() -> gateway.pool().snapshot().inFlight() == 0);
        }
    }

    @Test
    void carriesLargeStreamsWhole() throws IOException {
        byte[] bytes = new byte[LARGE];
        new java.util.Random(7).nextBytes(bytes);
        try (var endpoint = FakeEndpoint.doing(wire -> wire.send(bytes));
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            String all = client.readAll();
            assertThat(all.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
        }
    }

    @Test
    void carriesLargeStreamsWholeToAClientThatSendsNoMore() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readAll();
                            wire.send(new byte[4 * LARGE]);
                        });
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            client.shutdownOutput();
            assertThat(client.skipAll()).isEqualTo(4L * LARGE);
        }
    }

    /// The endpoint could send for ever; the gateway must not store it.
    @Test
    void stopsReadingWhatTheClientDoesNotTake() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            while (true) {
                                wire.send(new byte[1 << 16]);
                            }
                        });
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            client.read(1);
            long before = gatewayMemory();
            assertThat(client.read(1 << 20)).hasSize(1 << 20);
            assertThat(gatewayMemory() - before).isLessThan(16 << 20);
        }
    }

    @Test
    void triesAnotherEndpointWhenOneRefuses() throws IOException {
        Endpoint refusing = FakeEndpoint.refusing();
        try (var endpoint = FakeEndpoint.doing(wire -> wire.send("here"));
                var gateway = TestGateway.tcp(ONE_LOOP, List.of(refusing, endpoint.endpoint()))) {
            for (int i = 0; i < 20; i++) {
                try (Wire client = gateway.connect()) {
                    assertThat(client.readAll()).isEqualTo("here");
                }
            }
        }
    }

    @Test
    void resetsTheClientWhenNobodyIsReady() throws IOException {
        try (var gateway = TestGateway.tcp();
                Wire client = gateway.connect()) {
            assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
            assertThat(gateway.pool().snapshot().unserved()).isEqualTo(1);
        }
    }

    @Test
    void passesOnAReset() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.read(1);
                            wire.reset();
                        });
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            client.send("x");
            assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
        }
    }

    @Test
    void spreadsConnections() throws IOException {
        try (var one = FakeEndpoint.doing(Wire::readAll);
                var other = FakeEndpoint.doing(Wire::readAll);
                var gateway = TestGateway.tcp(one, other);
                Wire a = gateway.connect();
                Wire b = gateway.connect();
                Wire c = gateway.connect();
                Wire d = gateway.connect()) {
            assertThat(List.of(a, b, c, d)).hasSize(4);
            await().until(() -> one.open() == 2 && other.open() == 2);
        }
    }

    @Test
    void drainsUntilTheLastConnectionIsClosed() throws Exception {
        try (var endpoint = FakeEndpoint.doing(Wire::readAll);
                var gateway = TestGateway.tcp(endpoint)) {
            CompletionStage<Integer> drained;
            try (Wire client = gateway.connect()) {
                assertThat(client.socket().isConnected()).isTrue();
                await().until(() -> endpoint.open() == 1);
                drained = gateway.pool().drain(endpoint.endpoint(), Duration.ofMinutes(1));
                assertThat(drained.toCompletableFuture()).isNotDone();
            }
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void cutsAtTheLimitOfADrain() throws Exception {
        try (var endpoint = FakeEndpoint.doing(Wire::readAll);
                var gateway = TestGateway.tcp(endpoint);
                Wire client = gateway.connect()) {
            await().until(() -> endpoint.open() == 1);
            var drained = gateway.pool().drain(endpoint.endpoint(), Duration.ofMillis(50));
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(client.readAll()).isEmpty();
        }
    }

    private static long gatewayMemory() {
        return java.lang.management.ManagementFactory.getPlatformMXBeans(
                        java.lang.management.BufferPoolMXBean.class)
                .stream()
                .mapToLong(java.lang.management.BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
