package dev.probity.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ConformanceRunnerTest {

    private static final String STATUS =
            """
            {"format":"probity-kubelet-cases/1","cases":[
              {"id":"S1","layer":"status","title":"one","input":{
                "containers":[{"name":"a","kind":"container","state":"running",
                  "startup":{"worker":false,"result":null},
                  "readiness":{"worker":false,"result":null}}],
                "phase":"Running","readinessGates":[],"conditions":[],"deleting":%s},
               "expect":{"flags":{"a":{"started":true,"ready":true}},"triggered":[],
                "containersReady":{"status":"True","reason":"","message":""},
                "ready":{"status":"True","reason":"","message":""},
                "serving":true,"routable":%s}}]}
            """;

    @TempDir Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void countsWhatPassed() throws IOException {
        assertThat(run(STATUS.formatted(false, true))).isZero();
        assertThat(lines()).containsExactly("1 passed, 0 failed");
    }

    @Test
    void namesTheCaseThatFailsWithExpectedAndActual() throws IOException {
        assertThat(run(STATUS.formatted(true, true))).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "S1 one: expect.routable: expected true, was false", "0 passed, 1 failed");
    }

    @Test
    void failsACaseOfAnUnknownLayer() throws IOException {
        int code =
                run(
                        """
                        {"format":"probity-kubelet-cases/1",
                         "cases":[{"id":"X1","layer":"weather","title":"rain"}]}
                        """);
        assertThat(code).isEqualTo(1);
        assertThat(lines().getFirst()).startsWith("X1 rain: layer weather is unknown; known are [");
    }

    @Test
    void failsACaseWithAFieldThatItDoesNotUnderstand() throws IOException {
        assertThat(run(STATUS.formatted(false, true).replace("\"phase\"", "\"mood\""))).isOne();
        assertThat(lines().getFirst()).contains("input has [mood]; understood are");
    }

    @Test
    void refusesAFileOfAnotherFormat() throws IOException {
        assertThat(run("{\"format\":\"else/9\"}")).isEqualTo(2);
        assertThat(lines().getFirst()).contains("format is else/9;");
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        assertThat(run("{\"format\":\n oops}")).isEqualTo(2);
        assertThat(lines().getFirst()).contains("cases.json:2: no JSON: ");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(new ConformanceRunner().run(List.of(directory.resolve("none")), out))
                .isEqualTo(2);
        assertThat(lines().getFirst()).contains("none: cannot be read");
    }

    private int run(String text) throws IOException {
        Path file = directory.resolve("cases.json");
        Files.writeString(file, text);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new ConformanceRunner().run(List.of(file), out);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
