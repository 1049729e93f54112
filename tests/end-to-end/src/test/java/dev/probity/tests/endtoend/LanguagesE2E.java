package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.tests.endtoend.Packaged.Running;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Files of other tools, and the verbs that look ahead and back, with the packaged program.
@Tag("whole")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class LanguagesE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SEEDS = Path.of("../../cli/src/test/resources/seeds");

    @TempDir private Path folder;
    @TempDir private Path state;

    private Packaged probity;

    @BeforeEach
    void open() {
        probity = new Packaged(folder, state);
    }

    @AfterEach
    void close() throws Exception {
        probity.close();
    }

    @Test
    void aManifestIsExplainedLintedSimulatedAndConverted() throws Exception {
        Files.copy(SEEDS.resolve("kubernetes.yaml"), folder.resolve("manifest.yaml"));
        assertThat(probity.ask(0, "explain", "manifest.yaml"))
                .contains("30 × 5s = 150s", "2 × 5s = 10s", "manifest.yaml:");
        assertThat(probity.ask(0, "lint", "manifest.yaml"))
                .contains("no schedule was found in which the probes do harm");
        assertThat(probity.ask(1, "lint", "manifest.yaml", "--fix", "--loads-in", "3m"))
                .contains("--behaviour \"", "[start-is-killed]", "--- manifest.yaml");
        assertThat(probity.ask(0, "simulate", "manifest.yaml", "--behaviour", "loads in 2m"))
                .contains("is moving to a ready state", "SERVED");
        String converted =
                probity.run("convert", "manifest.yaml", "--to", "probity", "--check").out();
        Files.writeString(folder.resolve("probity.yaml"), converted);
        assertThat(probity.ask(0, "validate", "probity.yaml")).doesNotContain("error");
        assertThat(probity.ask(0, "explain", "probity.yaml")).contains("30 × 5s = 150s");
    }

    @Test
    void aRunIsReplayedAskedWhatElseItWouldHaveBeenAndTunedFrom() throws Exception {
        String file =
                """
                name: recorded
                services:
                  web:
                    command: [$SERVER, "{port}"]
                    ports: ["%d"]
                    startupProbe: {httpGet: /, periodSeconds: 1, failureThreshold: 30}
                    livenessProbe: {httpGet: /, periodSeconds: 1}
                """
                        .formatted(Loopback.freePort());
        probity.file(file);
        Running run = probity.start("run").awaitOut("is moving to a ready state");
        await().atMost(LIMIT)
                .until(() -> probity.run("probes", "web-1").out().split("success").length > 3);
        probity.ask(0, "down");
        run.end();

        String journal = journal().toString();
        assertThat(probity.ask(0, "replay", journal))
                .contains("Launching service web_", "the engine does the same again");
        assertThat(probity.ask(0, "replay", journal, "--with", "probity.yaml"))
                .contains("nothing would have differed");
        probity.file(
                file.replace(
                        "failureThreshold: 30", "failureThreshold: 30, initialDelaySeconds: 90"));
        assertThat(probity.ask(0, "replay", journal, "--with", "probity.yaml"))
                .contains("differences; - happened, + would have");
        assertThat(probity.ask(0, "tune", journal))
                .contains("1 start took", "A small sample", "startupProbe: periodSeconds 1");
    }

    private Path journal() throws Exception {
        try (Stream<Path> found = Files.walk(state)) {
            return found.filter(path -> path.endsWith("journal")).findFirst().orElseThrow();
        }
    }
}
