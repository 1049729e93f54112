package dev.probity.launch.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

class LastWordsTest {
    @TempDir private Path directory;

    @Test
    void areTheErrorOfAPythonProgram() {
        assertTelling(
                """
                listening
                Traceback (most recent call last):
                  File "/app/main.py", line 1, in <module>
                    import fastapi
                ModuleNotFoundError: No module named 'fastapi'
                """,
                "ModuleNotFoundError: No module named 'fastapi'");
    }

    @Test
    void areTheCauseOfAJavaException() {
        assertTelling(
                """
                Exception in thread "main" java.lang.IllegalStateException: no model
                \tat app.Main.load(Main.java:7)
                Caused by: java.nio.file.NoSuchFileException: model.onnx
                \tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)
                \t... 3 more
                """,
                "Caused by: java.nio.file.NoSuchFileException: model.onnx");
    }

    @Test
    void areNotWhatAProgramSaysAfterItsError() {
        assertTelling(
                """
                Error: Cannot find module '/app/server.js'
                    at Module._resolveFilename (node:internal/modules/cjs/loader:1143:15) {
                Node.js v22.3.0
                """,
                "Error: Cannot find module '/app/server.js'");
    }

    @Test
    void areTheLastLineWhereNoneNamesAnError() {
        assertThat(LastWords.in(List.of("one", "two", ""))).contains(new LastWords("two", false));
    }

    @Test
    void areCut() {
        assertThat(LastWords.in(List.of("x".repeat(5000))).orElseThrow().text()).hasSize(201);
    }

    @Test
    void areOfThatIncarnationOnly() throws IOException {
        Incarnation first = new Incarnation(new ReplicaId("web", 1), "", "web_1-1");
        Incarnation second = new Incarnation(new ReplicaId("web", 1), "", "web_1-2");
        try (Logs logs = new Logs(directory, LogLimits.USUAL, InstantSource.system())) {
            logs.write(first, Output.STDERR, List.of(new OutputLine("fatal: no port", false)));
            logs.write(second, Output.STDOUT, List.of(new OutputLine("begins", false)));
            assertThat(LastWords.of(logs, first)).contains(new LastWords("fatal: no port", true));
            assertThat(LastWords.of(logs, second)).contains(new LastWords("begins", false));
            assertThat(LastWords.of(logs, new Incarnation(new ReplicaId("web", 2), "", "web_2-1")))
                    .isEmpty();
        }
    }

    private static void assertTelling(String output, String line) {
        assertThat(LastWords.in(output.lines().toList())).contains(new LastWords(line, true));
    }
}
