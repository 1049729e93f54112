package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The examples of the five documents that Probity grew from, each in its own language, with every
/// verb that reads a file.
class SeedsTest {
    private static final Path SEEDS = Path.of("src/test/resources/seeds");
    private static final List<String> WRITTEN =
            List.of("probity", "kubernetes", "tye", "gradient", "truefoundry", "blueprint");

    @TempDir private Path folder;

    private record Outcome(int code, String out, String err) {}

    /// @param file in the seeds' folder, which is copied so that nothing else lies beside it
    private Outcome run(String verb, String file, String... options) throws IOException {
        Files.createDirectories(folder.resolve("webapi"));
        Files.writeString(folder.resolve("webapi/webapi.csproj"), "<Project/>");
        Files.write(folder.resolve(file), Files.readAllBytes(SEEDS.resolve(file)));
        Console console = new Console(folder);
        String[] arguments =
                Stream.concat(Stream.of(verb, file), Stream.of(options)).toArray(String[]::new);
        int code = console.run(arguments);
        return new Outcome(code, console.out(), console.err());
    }

    /// Without its line breaks, so that a sentence is found wherever it is broken.
    private String explained(String file) throws IOException {
        Outcome outcome = run("explain", file);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blueprint.json",
                "truefoundry.yaml",
                "gradient.yaml",
                "tye.yaml",
                "kubernetes.yaml"
            })
    void isReadAsWhatItIs(String file) throws IOException {
        Outcome outcome = run("config", file);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("livenessProbe:");
        String dialect = file.replaceFirst("\\..*", "");
        assertThat(run("config", file, "--from", dialect).out()).isEqualTo(outcome.out());
    }

    @Test
    void theControlPlanesDefaultsOfSeed000() throws IOException {
        assertThat(explained("blueprint.json"))
                .contains("Asks GET /health on port 8000 every 2s, after a delay of 10s")
                .contains("it kills after 30 failures in a row (30 × 2s = 60s)")
                .contains("It has 70s at most")
                .containsPattern("Takes traffic (9\\.\\d|10)s to 1[0-2](\\.\\d)?s after its start")
                .contains("every 10m, after a delay of 10m")
                .contains("A hang is seen after 1201s to 1801s");
    }

    @Test
    void theTwoProbesOfSeed001() throws IOException {
        assertThat(explained("truefoundry.yaml"))
                .contains("Asks GET /livez on port 8000 every 10s, and waits 1s for each answer")
                .contains("Asks GET /readyz on port 8000 every 5s")
                .contains("It kills after 3 failures in a row (3 × 10s = 30s)");
    }

    @Test
    void theSixtySecondsOfSeed002() throws IOException {
        assertThat(explained("gradient.yaml"))
                .contains("it kills after 6 failures in a row (6 × 10s = 60s)")
                .contains("It has 60s at most, and 50s in any case")
                .contains("Until it succeeds nothing else is asked")
                .contains("every 10s, and waits 5s for each answer");
    }

    @Test
    void theProbesOfEverySecondOfSeed003() throws IOException {
        assertThat(explained("tye.yaml"))
                .contains("simple-webapi: 2 replicas")
                .contains("Asks GET /lively on port")
                .contains("every 1s, and waits 1s for each answer. It kills after 3 failures")
                .contains("It stops traffic after 3 failures in a row (3 × 1s = 3s)");
    }

    @Test
    void theStoryOfThreeProbesOfSeed004() throws IOException {
        assertThat(explained("kubernetes.yaml"))
                .contains("Asks GET /health on port 8000 every 5s")
                .contains("it kills after 30 failures in a row (30 × 5s = 150s)")
                .contains("It has 150s at most")
                .contains("every 10s, after a delay of 30s")
                .contains("It kills after 3 failures in a row (3 × 10s = 30s)")
                .contains("Asks GET /ready on port 8000 every 5s, after a delay of 10s")
                .contains("It stops traffic after 2 failures in a row (2 × 5s = 10s)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blueprint.json",
                "truefoundry.yaml",
                "gradient.yaml",
                "tye.yaml",
                "kubernetes.yaml"
            })
    void isLintedWithAScheduleForEachFinding(String file) throws IOException {
        Outcome outcome = run("lint", file);
        long findings = outcome.out().lines().filter(line -> line.endsWith("]")).count();
        long schedules =
                outcome.out().lines().filter(line -> line.startsWith("  --behaviour \"")).count();
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(findings == 0 ? 0 : 1);
        assertThat(schedules).isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource({
        "blueprint.json, loads in 40s",
        "truefoundry.yaml, loads in 10s",
        "gradient.yaml, loads in 49s",
        "tye.yaml, loads in 1s",
        "kubernetes.yaml, loads in 2m"
    })
    void isSimulatedUntilItTakesTraffic(String file, String behaviour) throws IOException {
        Outcome outcome = run("simulate", file, "--behaviour", behaviour);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("to a ready state").doesNotContain("Killing replica");
    }

    static Stream<List<String>> conversions() {
        return Stream.of(
                        "blueprint.json",
                        "truefoundry.yaml",
                        "gradient.yaml",
                        "tye.yaml",
                        "kubernetes.yaml")
                .flatMap(file ->
                        WRITTEN.stream()
                                .filter(to -> !file.startsWith(to))
                                .map(to -> List.of(file, to)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversions")
    void isConvertedAndActsAtTheSameTimesOrSaysWhyNot(List<String> conversion) throws IOException {
        Outcome outcome =
                run("convert", conversion.getFirst(), "--to", conversion.getLast(), "--check");
        assertThat(outcome.out()).isNotBlank();
        if (outcome.code() == 0) {
            assertThat(outcome.err()).contains("check: probes act at the same times on both sides");
        } else {
            assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
            assertThat(outcome.err()).contains("check: ").containsPattern(": (error|warning): ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    blueprint.json | --set image=
                    gradient.yaml  | --set image=
                    tye.yaml       | dotnet
                    """)
    void asksForWhatIsMissingBeforeItRuns(String file, String remedy) throws IOException {
        Outcome outcome = run("run", file);
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.out() + outcome.err()).contains(remedy);
    }
}
