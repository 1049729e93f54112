package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.client.ControlClient;
import dev.probity.control.client.Conversation;
import dev.probity.control.client.LineStream;
import dev.probity.control.client.Refused;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Commands beside a replica's program, over the socket.
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine
    private static final int PIECE = 32 * 1024;

    private final Path folder;
    private Controlled controlled;
    private ControlClient client;

    ExecIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void start(@TempDir Path state) throws Exception {
        controlled = Controlled.start(folder, state, Controlled.FILE);
        client = controlled.client();
        await().atMost(PATIENCE)
                .until(() -> client.get("replicas/web-1").path("inRotation").asBoolean());
    }

    @AfterAll
    void end() {
        controlled.close();
    }

    private Conversation converse(String... command) throws IOException {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        List.of(command).forEach(first.withArrayProperty("command")::add);
        return client.converse("replicas/web-1/exec", first, PATIENCE);
    }

    private static ObjectNode line(byte[] bytes) {
        return JsonNodeFactory.instance.objectNode().put("bytes", bytes);
    }

    /// Hands in as many pieces of zeros as are taken.
    private static CompletableFuture<Void> handIn(Conversation both, int pieces) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int piece = 0; piece < pieces; piece++) {
                            both.said().write(line(new byte[PIECE]));
                        }
                        both.said().end();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    /// @param last the line that ended it
    private record Heard(ByteArrayOutputStream said, JsonNode last) {
        String text() {
            return said.toString(StandardCharsets.UTF_8).strip();
        }
    }

    private static Heard hear(LineStream answer) throws IOException {
        var said = new ByteArrayOutputStream();
        while (true) {
            String line = answer.next().orElseThrow();
            JsonNode piece = new ObjectMapper().readTree(line.isEmpty() ? "{}" : line);
            if (piece.has("exitCode") || piece.has("problem")) {
                return new Heard(said, piece);
            }
            said.writeBytes(Base64.getDecoder().decode(piece.path("bytes").asText()));
        }
    }

    @Test
    void passesOnAnyAmountOfInputAndItsEnd() throws Exception {
        try (Conversation both = converse("sh", "-c", "wc -c; exit 3")) {
            CompletableFuture<Void> handing = handIn(both, 1_000);
            Heard heard = hear(both.heard());
            assertThat(heard.last().path("exitCode").asInt()).isEqualTo(3);
            assertThat(heard.text()).isEqualTo(Integer.toString(1_000 * PIECE));
            assertThat(handing).isCompleted();
        }
    }

    @Test
    void takesInWhatACommandHearsWhileItSaysMore() throws Exception {
        try (Conversation both = converse("od", "-v", "-An", "-tx1")) {
            var _ = handIn(both, 32);
            assertThat(hear(both.heard()).said().size()).isGreaterThan(3 * 32 * PIECE);
        }
    }

    @Test
    void answersWhenACommandEndsBeforeItsInput() throws Exception {
        try (Conversation both = converse("head", "-c", "5")) {
            CompletableFuture<Void> handing = handIn(both, Integer.MAX_VALUE);
            Heard heard = hear(both.heard());
            assertThat(heard.said().size()).isEqualTo(5);
            assertThat(heard.last().path("exitCode").asInt()).isZero();
            await("nobody takes the rest of it").atMost(PATIENCE).until(handing::isDone);
        }
    }

    @Test
    void makesAClientWaitWhoseCommandDoesNotListen() throws Exception {
        try (Conversation both = converse("sh", "-c", "cat go; wc -c")) {
            assertThat(
                            new ProcessBuilder("mkfifo", folder.resolve("go").toString())
                                    .start()
                                    .waitFor())
                    .isZero();
            CompletableFuture<Void> handing = handIn(both, 200);
            await("it would take them all at once otherwise")
                    .during(Duration.ofMillis(500))
                    .until(() -> !handing.isDone());
            Files.writeString(folder.resolve("go"), "");
            assertThat(hear(both.heard()).text()).isEqualTo(Integer.toString(200 * PIECE));
        }
    }

    @Test
    void killsTheCommandOfAClientThatHasGone() throws Exception {
        Path pids = folder.resolve("pids");
        try (Conversation _ = converse("sh", "-c", "echo $$ > pids.new; mv pids.new pids; cat")) {
            await().atMost(PATIENCE).until(() -> Files.exists(pids));
        }
        long pid = Long.parseLong(Files.readString(pids).strip());
        await("it does not outlive who asked for it")
                .atMost(Duration.ofSeconds(4)) // it is not a heartbeat later that this is seen
                .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void saysWhatIsWrongWithALineOfTheInput() throws Exception {
        try (Conversation both = converse("cat")) {
            both.said().write(JsonNodeFactory.instance.objectNode().put("bytes", "?"));
            assertThat(hear(both.heard()).last().path("problem").asText())
                    .isEqualTo("bytes must be bytes in base 64");
        }
    }

    @Test
    void refusesBeforeAnyInputIsSent() {
        assertThatThrownBy(() ->
                        client.converse(
                                "replicas/web-9/exec",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .set(
                                                "command",
                                                JsonNodeFactory.instance.arrayNode().add("cat")),
                                PATIENCE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no replica \"web-9\"");
        assertThatThrownBy(this::converse)
                .isInstanceOf(Refused.class)
                .hasMessage("command is missing");
    }

    @Test
    void takesLinesOnlyWhereTheyAreMeant() {
        assertThatThrownBy(() ->
                        client.converse(
                                "services/web/restart",
                                JsonNodeFactory.instance.objectNode(),
                                PATIENCE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Content-Type must be application/json");
    }
}
