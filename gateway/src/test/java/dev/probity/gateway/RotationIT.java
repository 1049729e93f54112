package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Endpoints come, leave and are drained while requests are under way.
class RotationIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void sendsNothingNewToAnEndpointThatHasLeft() throws IOException {
        try (var leaving = FakeEndpoint.answering("leaving");
                var staying = FakeEndpoint.answering("staying");
                var gateway = TestGateway.http(leaving, staying)) {
            gateway.pool().publish(List.of(staying.endpoint()));
            for (int i = 0; i < 20; i++) {
                assertThat(gateway.get("/")).endsWith("staying");
            }
            assertThat(leaving.heads()).isEmpty();
        }
    }

    @Test
    void closesIdleConnectionsToAnEndpointThatHasLeft() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint)) {
            gateway.get("/");
            assertThat(endpoint.open()).isEqualTo(1);
            gateway.pool().publish(List.of());
            await().until(() -> endpoint.open() == 0);
        }
    }

    @Test
    void goesOnWithItsCountsWhenAnEndpointComesBack() throws IOException {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint)) {
            gateway.get("/");
            gateway.pool().publish(List.of());
            gateway.pool().publish(List.of(endpoint.endpoint()));
            gateway.get("/");
            // The client has its answer before it is counted.
            await().until(() -> gateway.counts(endpoint).ok() == 2);
            assertThat(gateway.counts(endpoint).requests()).isEqualTo(2);
            assertThat(gateway.counts(endpoint).latency().count()).isEqualTo(2);
        }
    }

    @Test
    void letsTheRequestInFlightFinishBeforeADrainIsOver() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        try (var endpoint = FakeEndpoint.doing(wire -> answerWhenTold(wire, mayAnswer));
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(GET);
            await().until(() -> endpoint.heads().size() == 1);
            CompletionStage<Integer> drained =
                    gateway.pool().drain(endpoint.endpoint(), Duration.ofMinutes(1));
            assertThat(drained.toCompletableFuture()).isNotDone();
            mayAnswer.countDown();
            assertThat(client.readAnswer()).endsWith("late");
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isZero();
            await().until(() -> endpoint.open() == 0);
        }
    }

    @Test
    void cutsWhatIsInFlightAtTheLimit() throws Exception {
        try (var endpoint = FakeEndpoint.doing(wire -> wire.readAll());
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            await().until(() -> gateway.pool().snapshot().inFlight() == 1);
            CompletionStage<Integer> drained =
                    gateway.pool().drain(endpoint.endpoint(), Duration.ofMillis(50));
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 502 ").contains("was stopped");
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    /// A hung replica's requests are answered by another one once it is given up.
    @Test
    void repeatsElsewhereWhatADrainCuts() throws Exception {
        try (var hung = FakeEndpoint.doing(wire -> wire.readAll());
                var healthy = FakeEndpoint.answering("healthy");
                var gateway = TestGateway.http(hung);
                Wire client = gateway.connect()) {
            client.send(GET);
            await().until(() -> gateway.pool().snapshot().inFlight() == 1);
            gateway.pool().publish(List.of(healthy.endpoint()));
            var drained = gateway.pool().drain(hung.endpoint(), Duration.ofMillis(50));
            assertThat(client.readAnswer()).endsWith("healthy");
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void drainsAnIdleEndpointAtOnce() throws Exception {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint)) {
            gateway.get("/");
            var drained = gateway.pool().drain(endpoint.endpoint(), Duration.ofMinutes(1));
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void takesAnEndpointBackAfterItsDrain() throws Exception {
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(endpoint)) {
            var drained = gateway.pool().drain(endpoint.endpoint(), Duration.ofMinutes(1));
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isZero();
            gateway.pool().publish(List.of(endpoint.endpoint()));
            assertThat(gateway.get("/")).endsWith("ok");
        }
    }

    /// Replicas die and come back while clients keep asking; no client may notice.
    @Test
    void hidesTheDeathOfReplicasFromItsClients() throws Exception {
        try (var gateway = TestGateway.http()) {
            FakeEndpoint[] replicas = new FakeEndpoint[3];
            for (int i = 0; i < replicas.length; i++) {
                replicas[i] = FakeEndpoint.answering("ok");
            }
            gateway.pool().publish(TestGateway.endpointsOf(replicas));
            var enough = new CompletableFuture<Void>();
            List<CompletableFuture<Integer>> clients =
                    java.util.stream.IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> ask(gateway, enough), Thread::startVirtualThread))
                            .toList();
            for (int kill = 0; kill < 30; kill++) {
                long before = gateway.pool().snapshot().requests();
                replicas[kill % 3].kill();
                await().until(() -> gateway.pool().snapshot().requests() > before + 50);
                replicas[kill % 3] = FakeEndpoint.answering("ok");
                gateway.pool().publish(TestGateway.endpointsOf(replicas));
            }
            enough.complete(null);
            for (CompletableFuture<Integer> client : clients) {
                assertThat(client.get(20, TimeUnit.SECONDS)).isPositive();
            }
            for (FakeEndpoint replica : replicas) {
                replica.close();
            }
        }
    }

    private static int ask(TestGateway gateway, CompletableFuture<Void> enough) {
        try (Wire client = gateway.connect()) {
            int asked = 0;
            while (!enough.isDone()) {
                assertThat(client.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
                asked++;
            }
            return asked;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void answerWhenTold(Wire wire, CountDownLatch mayAnswer) throws IOException {
        wire.readHead();
        try {
            assertThat(mayAnswer.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        wire.sendAnswer("late");
        wire.readHead();
    }
}
