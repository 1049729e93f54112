package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// WebSockets and other protocols behind an upgrade, and answers that stream.
class UpgradeIT {
    private static final String UPGRADE =
            "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    @Test
    void carriesAWebSocket() throws IOException {
        try (var endpoint = FakeEndpoint.doing(UpgradeIT::switchAndEcho);
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(UPGRADE);
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Upgrade: websocket\r\n", "Connection: upgrade\r\n");
            assertThat(client.send("ping").read(4)).isEqualTo("ping");
            assertThat(client.send("\0\1").read(2)).isEqualTo("\0\1");
            assertThat(endpoint.heads().getFirst())
                    .contains("Upgrade: websocket\r\n", "Connection: upgrade\r\n", "Sec-WebSocket");
        }
    }

    @Test
    void carriesWhatTheEndpointSaysWithTheSwitch() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(SWITCH + "first words");
                            wire.readAll();
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(UPGRADE).readHead();
            assertThat(client.read(11)).isEqualTo("first words");
        }
    }

    @Test
    void carriesWhatTheClientSaysAheadOfTheSwitch() throws IOException {
        try (var endpoint = FakeEndpoint.doing(UpgradeIT::switchAndEcho);
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(UPGRADE + "early").readHead();
            assertThat(client.read(5)).isEqualTo("early");
        }
    }

    @Test
    void staysOpenWhileItsEndpointLeavesTheRotation() throws IOException {
        try (var endpoint = FakeEndpoint.doing(UpgradeIT::switchAndEcho);
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(UPGRADE).readHead();
            gateway.pool().publish(java.util.List.of());
            assertThat(gateway.get("/")).startsWith("HTTP/1.1 503 ");
            assertThat(client.send("still").read(5)).isEqualTo("still");
        }
    }

    @Test
    void isCutAtTheLimitOfADrain() throws Exception {
        try (var endpoint = FakeEndpoint.doing(UpgradeIT::switchAndEcho);
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send(UPGRADE).readHead();
            CompletionStage<Integer> drained =
                    gateway.pool().drain(endpoint.endpoint(), Duration.ofMillis(50));
            assertThat(drained.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(client.readAll()).isEmpty();
            await().until(() -> gateway.pool().snapshot().inFlight() == 0);
        }
    }

    @Test
    void isAnsweredNormallyWhenTheEndpointDoesNotSwitch() throws IOException {
        try (var endpoint = FakeEndpoint.answering("no");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            assertThat(client.send(UPGRADE).readAnswer()).endsWith("no");
            assertThat(client.send(UPGRADE).readAnswer()).endsWith("no");
        }
    }

    @Test
    void passesOnEachServerSentEventAsItComes() throws IOException {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.send(
                                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                            + "Transfer-Encoding: chunked\r\n\r\n");
                            // The next event is sent when the client has seen this one.
                            for (int i = 0; i < 5; i++) {
                                wire.send("9\r\ndata: %d\n\n\r\n".formatted(i));
                                wire.read(1);
                            }
                            wire.send("0\r\n\r\n");
                        });
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.readHead();
            for (int i = 0; i < 5; i++) {
                assertThat(client.read(14)).isEqualTo("9\r\ndata: %d\n\n\r\n".formatted(i));
                client.send("1\r\n");
            }
        }
    }

    private static void switchAndEcho(Wire wire) throws IOException {
        if (wire.readHead() == null) {
            return;
        }
        wire.send(SWITCH);
        while (true) {
            wire.send(wire.read(1));
        }
    }
}
