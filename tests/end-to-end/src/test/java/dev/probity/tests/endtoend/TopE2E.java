package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `probity top` on a terminal: a pseudo terminal of util-linux' `script`, with keys typed into it.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class TopE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String FILE =
            """
            name: stand
            services:
              web:
                command: [$SERVER, "{port}"]
                replicas: 2
                ports: [0]
                readinessProbe: {httpGet: /, periodSeconds: 1}
            """;

    @TempDir private Path folder;
    @TempDir private Path state;

    private Packaged probity;

    @BeforeEach
    void open() throws Exception {
        probity = new Packaged(folder, state);
        probity.file(FILE);
        Files.createFile(folder.resolve("detached"));
        var _ = probity.ask(0, "run", "-d");
    }

    @AfterEach
    void close() throws Exception {
        probity.close();
    }

    @Test
    void printsOneFrameIntoAPipe() throws Exception {
        assertThat(probity.run("top").out())
                .contains("stand  2 of 2 replicas take traffic", "  web-1", "  web-2")
                .doesNotContain("\033");
    }

    @Test
    void showsAReplicaOnEnterAndLeavesTheTerminalAsItWas() throws Exception {
        Path screen = folder.resolve("screen");
        // A terminal that has another size than is usual, and says so.
        String session =
                "stty rows 20 cols 100; before=$(stty -g); "
                        + Packaged.launcher()
                        + " top --interval 200ms; code=$?;"
                        + " [ \"$before\" = \"$(stty -g)\" ] && echo as before, $code";
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qfec", session, "/dev/null")
                        .directory(folder.toFile())
                        .redirectOutput(screen.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(probity.environment());
        builder.environment().putAll(Map.of("TERM", "xterm", "SHELL", "/bin/sh"));
        Process terminal = builder.start();
        try (OutputStream keys = terminal.getOutputStream()) {
            awaitShown(screen, "2 of 2 replicas take traffic");
            assertThat(Files.readString(screen)).contains("\033[?1049h", "\033[7m");
            type(keys, "\033[B\r"); // down, Enter
            awaitShown(screen, "web-2\033[0m  ready, takes traffic");
            awaitShown(screen, "Esc goes back");
            awaitShown(screen, "\033[32m✓");
            type(keys, "hq");
            awaitShown(screen, "as before, 0");
        }
        assertThat(terminal.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String shown = Files.readString(screen);
        assertThat(shown.indexOf("\033[?1049l")).isGreaterThan(shown.lastIndexOf("Esc goes back"));
    }

    private static void type(OutputStream keys, String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.US_ASCII));
        keys.flush();
    }

    private static void awaitShown(Path screen, String text) {
        await(text).atMost(LIMIT).untilAsserted(() -> assertThat(read(screen)).contains(text));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
