package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whatever is in a file, reading it ends with diagnostics or with an application.
class HostileInputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MUTANTS = 400;

    private static final List<String> PIECES =
            List.of(
                    ":",
                    ": ",
                    "- ",
                    "\n",
                    "\n  ",
                    "\t",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    "&a ",
                    "*a",
                    "<<: *a\n",
                    "!!int ",
                    "!x ",
                    "|\n",
                    ">\n",
                    "'",
                    "\"",
                    "\\",
                    "#",
                    "---\n",
                    "...\n",
                    "? ",
                    "${",
                    "}",
                    "$$",
                    "${PORT",
                    ":-",
                    "null",
                    "~",
                    "-1",
                    "99999999999",
                    "0",
                    "1e9",
                    "true",
                    "{port}",
                    "{port:",
                    "\0",
                    "\uFEFF",
                    "\uD83D",
                    "\u2028",
                    "%YAML 1.1\n",
                    "services:\n",
                    "x-",
                    "@",
                    "`",
                    "==",
                    "0x1F",
                    "💥");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void survivesMutatedFiles(long seed) {
        Random random = new Random(seed);
        List<String> inputs = GoldenCase.all().stream().map(GoldenCase::input).toList();
        assertTimeoutPreemptively(
                PATIENCE.multipliedBy(3),
                () -> {
                    for (int i = 0; i < MUTANTS; i++) {
                        String mutant = inputs.get(random.nextInt(inputs.size()));
                        for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
                            mutant = mutated(mutant, random, inputs);
                        }
                        judge(mutant);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void survivesMutatedBytes(long seed) {
        Random random = new Random(seed);
        List<String> inputs = GoldenCase.all().stream().map(GoldenCase::input).toList();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes =
                    inputs.get(random.nextInt(inputs.size())).getBytes(StandardCharsets.UTF_8);
            for (int edits = 1 + random.nextInt(4); edits > 0 && bytes.length > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Diagnostics diagnostics = new Diagnostics();
            Optional<Source> source = Source.decode("f", bytes, diagnostics);
            assertThat(source.isPresent()).isNotEqualTo(diagnostics.hasErrors());
            source.ifPresent(text -> judge(text.text()));
        }
    }

    static Stream<String> largeFiles() {
        String services = "services:\n";
        return Stream.of(
                services + many(5_000, "  s%1$d: {command: a, dependsOn: [s%2$d]}\n"),
                services + many(5_000, "  s%1$d: {command: a, dependsOn: [t%2$d, s0]}\n"),
                services + many(5_000, "  s%1$d: {command: a, ports: [8080]}\n"),
                services + many(10_000, "  s: {command: a}\n"),
                services + "  a:\n    command: a\n" + many(10_000, "    key%1$d: x\n"),
                services + "  a: {command: [a" + many(80_000, ", x") + "]}",
                services
                        + "  a:\n    command: a\n    env:\n"
                        + many(10_000, "      V%1$d: ${P:-x}\n"),
                services + "  a:\n    command: a " + "${A:-".repeat(100_000) + "}".repeat(100_000),
                services + "  a:\n    command: " + "$".repeat(900_000),
                services + "  a:\n    command: \"" + "x ".repeat(400_000) + "\"",
                services + "  a:\n    command: a\n    tags: [" + "x,".repeat(90_000) + "]",
                services
                        + "  a: {command: a}\ningress:\n  ports: [1]\n  rules:\n"
                        + many(
                                12_000,
                                "    - {service: a%1$d, path: /%1$d, host: a.b.c.d.e.f.g-}\n"),
                services + "  " + "a".repeat(900_000) + ": {command: a}",
                services
                        + "  a:\n    command: a\n    ports: [{port: 1, name: "
                        + "-".repeat(500_000)
                        + "}]",
                services
                        + "  a: {command: a}\ningress: {ports: [{port: 1, address: \""
                        + "1.".repeat(200_000)
                        + "\"}], rules: [{service: a, host: \""
                        + "a.".repeat(200_000)
                        + "!\"}]}",
                "&a ".repeat(100_000),
                "? ".repeat(100_000),
                "{".repeat(500_000),
                "\"" + "\\u0041".repeat(150_000),
                "a: |\n" + " x\n".repeat(300_000),
                "#".repeat(1_000_000),
                " ".repeat(1_000_000) + "a",
                "\n".repeat(1_000_000),
                "a: b\n".repeat(200_000),
                "- - - - - - - - - - - - - - - - - - - - x\n".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("largeFiles")
    void isDoneSoonWithLargeFiles(String text) {
        assertTimeoutPreemptively(PATIENCE, () -> judge(text));
    }

    private static void judge(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Resolved> resolved = GoldenCase.read(text, diagnostics);
        assertThat(resolved.isPresent()).isNotEqualTo(diagnostics.hasErrors());
        // Written out with every default, a large file can be too large.
        resolved.filter(_ -> text.length() < 100_000)
                .ifPresent(found -> {
                    Diagnostics again = new Diagnostics();
                    GoldenCase.read(ProbityYaml.write(found), again);
                    assertThat(again.hasErrors()).as(() -> again.all() + "\n" + text).isFalse();
                });
    }

    private static String many(int count, String template) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count).forEach(i -> text.append(template.formatted(i, i + 1)));
        return text.toString();
    }

    private static String mutated(String text, Random random, List<String> inputs) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(12));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(to);
            case 2 -> text.substring(0, at) + piece + text.substring(to);
            case 3 -> text.substring(0, to) + text.substring(at);
            default -> {
                String other = inputs.get(random.nextInt(inputs.size()));
                int from = random.nextInt(other.length() + 1);
                yield text.substring(0, at)
                        + other.substring(from, Math.min(other.length(), from + 40))
                        + text.substring(at);
            }
        };
    }
}
