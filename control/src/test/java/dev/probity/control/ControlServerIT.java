package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.client.ControlClient;
import dev.probity.control.client.EventStream;
import dev.probity.control.client.Refused;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The control API of one application that really runs, over its socket.
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private Controlled controlled;
    private ControlClient client;
    private Path socket;

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path state) throws Exception {
        controlled = Controlled.start(folder, state, Controlled.FILE);
        client = controlled.client();
        socket = controlled.running().state().socket();
        awaitRotation(true);
    }

    @AfterAll
    void end() {
        controlled.close();
    }

    private void awaitRotation(boolean in) {
        await().atMost(PATIENCE)
                .until(() -> client.get("replicas/web-1").path("inRotation").asBoolean() == in);
    }

    private JsonNode readiness() throws IOException {
        return client.get("replicas/web-1/probes").get(0);
    }

    private static ObjectNode body() {
        return NOTHING.deepCopy();
    }

    // ---- the socket ----

    @Test
    void opensASocketForItsOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(controlled.running().state().path())))
                .isEqualTo("rwx------");
    }

    @Test
    void answersOthersWhilePeersNeverSendOrNeverFinish() throws Exception {
        List<Peer> peers = new ArrayList<>();
        for (int count = 0; count < 50; count++) {
            peers.add(Peer.connect(socket));
            peers.add(Peer.connect(socket).say("GET /api/v1/services HTTP/1.1\r\nHost: "));
            peers.add(
                    Peer.connect(socket)
                            .say("POST /api/v1/application/stop HTTP/1.1\r\n")
                            .say("Content-Length: 10\r\n\r\n{"));
        }
        assertThat(client.get("services")).hasSize(2);
        for (Peer peer : peers) {
            peer.close();
        }
    }

    @Test
    void answersOthersWhilePeersNeverRead() throws Exception {
        List<Peer> peers = new ArrayList<>();
        String ask = "GET /api/v1/services HTTP/1.1\r\nHost: p\r\n\r\n";
        for (int count = 0; count < 20; count++) {
            peers.add(Peer.connect(socket).sayUntilFull(ask.repeat(5_000)));
            peers.add(Peer.connect(socket).say("GET /api/v1/events?follow=true HTTP/1.1\r\n\r\n"));
        }
        assertThat(client.get("services")).hasSize(2);
        for (Peer peer : peers) {
            peer.close();
        }
    }

    @Test
    void refusesARequestThatIsTooLarge() throws Exception {
        try (Peer peer = Peer.connect(socket)) {
            String body = "{\"services\": [\"" + "x".repeat(300_000) + "\"]}";
            String head = "POST /api/v1/application/stop HTTP/1.1\r\nHost: p\r\n";
            peer.sayUntilFull(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(peer.hear("\r\n")).contains("413");
        }
        try (Peer peer = Peer.connect(socket)) {
            peer.sayUntilFull("GET /api/v1/services HTTP/1.1\r\nX: " + "y".repeat(100_000));
            assertThat(peer.hearAll()).doesNotContain("200 OK");
        }
        assertThat(client.get("services")).hasSize(2);
    }

    @Test
    void closesOnWhatIsNotHttp() throws Exception {
        try (Peer peer = Peer.connect(socket)) {
            assertThat(peer.say("\u0016\u0003\u0001 hello\r\n\r\n").hearAll())
                    .doesNotContain("200");
        }
        assertThat(client.get("services")).hasSize(2);
    }

    // ---- what is asked wrongly ----

    @Test
    void saysWhatAWrongRequestShouldHaveBeen() {
        refused(() -> client.get("services/wbe"), 404, "did you mean \"web\"?");
        refused(() -> client.get("replicas/web-7/probes"), 404, "no replica \"web-7\"");
        refused(() -> client.get("nonsense"), 404, "there is no /api/v1/nonsense");
        refused(() -> client.post("services", body()), 405, "POST is not for this");
        refused(
                () -> client.post("services/web/scale", body().put("replicas", "3")),
                400,
                "replicas must be a whole number");
        refused(
                () -> client.post("services/web/scale", body().put("replicas", 5000)),
                409,
                "5000 replicas cannot be; 0 to 1000 can");
        refused(
                () -> client.post("replicas/web-1/probes/liveness/pause", body()),
                404,
                "there is no probe of web-1 \"liveness\"");
        refused(
                () ->
                        client.post(
                                "replicas/web-1/probes/readiness/force",
                                body().put("verdict", "splendid")),
                400,
                "passing, failing or unknown");
        refused(() -> client.post("replicas/web-1/exec", body()), 400, "command is missing");
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable request,
            int status,
            String words) {
        assertThatThrownBy(request)
                .isInstanceOf(Refused.class)
                .hasMessageContaining(words)
                .extracting(e -> ((Refused) e).status())
                .isEqualTo(status);
    }

    @Test
    void takesAFormOfAForeignPageForNoCommand() throws Exception {
        try (Peer peer = Peer.connect(socket)) {
            peer.say("POST /api/v1/application/shutdown HTTP/1.1\r\nConnection: close\r\n")
                    .say("Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(peer.hearAll()).contains("400").contains("application/json");
        }
    }

    // ---- events ----

    @Test
    void goesOnBehindTheLastEventThatABrowserHasSeen() throws Exception {
        long last = client.awaitEvent(0, Duration.ZERO);
        client.post("replicas/worker-1/restart", body());
        long seen = client.awaitEvent(last, Duration.ofSeconds(20));
        assertThat(seen).isGreaterThan(last);
        try (Peer peer = Peer.connect(socket)) {
            peer.say("GET /api/v1/events?follow=true HTTP/1.1\r\nHost: p\r\n")
                    .say("Last-Event-ID: " + last + "\r\n\r\n");
            String heard = peer.hear("\n\nid: ");
            String first = peer.hear("\n").strip();
            assertThat(heard).contains("text/event-stream");
            assertThat(Long.parseLong(first)).isGreaterThan(last);
        }
        try (EventStream events = client.events(0, false)) {
            List<Long> numbers = new ArrayList<>();
            for (Optional<JsonNode> event = events.next(); event.isPresent(); ) {
                numbers.add(event.get().path("number").asLong());
                event = events.next();
            }
            assertThat(numbers).isSorted().doesNotHaveDuplicates().contains(last);
        }
    }

    // ---- probes and replicas ----

    @Test
    void quarantinesAReplicaUntilItIsLetGo() throws Exception {
        client.post("replicas/web-1/quarantine", body().put("on", true));
        awaitRotation(false);
        assertThat(client.get("services/web/why").path("text").asText())
                .contains("kept from traffic by a quarantine");
        client.post("replicas/web-1/quarantine", body().put("on", false));
        awaitRotation(true);
    }

    @Test
    void forcesAVerdictUntilItExpires() throws Exception {
        client.post(
                "replicas/web-1/probes/readiness/force",
                body().put("verdict", "failing").put("seconds", 1.5));
        awaitRotation(false);
        assertThat(readiness().path("forced").path("verdict").asText()).isEqualTo("failing");
        awaitRotation(true);
        assertThat(readiness().has("forced")).isFalse();
    }

    @Test
    void tellsOnlyTheAttemptsSinceAMoment() throws Exception {
        await().atMost(PATIENCE).until(() -> readiness().path("attempts").size() > 1);
        JsonNode all = readiness().path("attempts");
        String first = all.get(0).path("time").asText();
        JsonNode later = client.get("replicas/web-1/probes?since=" + first).get(0).path("attempts");
        assertThat(later.get(0)).isEqualTo(all.get(1));
        refused(() -> client.get("replicas/web-1/probes?since=noon"), 400, "a moment");
    }

    @Test
    void pausesAProbeAndResumesIt() throws Exception {
        client.post("replicas/web-1/probes/readiness/pause", body());
        assertThat(readiness().path("paused").asBoolean()).isTrue();
        String last = readiness().path("last").path("time").asText();
        client.post("replicas/web-1/probes/readiness/resume", body());
        await().atMost(PATIENCE)
                .until(() -> !readiness().path("last").path("time").asText().equals(last));
        assertThat(readiness().path("paused").asBoolean()).isFalse();
    }
}
