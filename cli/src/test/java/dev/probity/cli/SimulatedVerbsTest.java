package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.dialects.Dialects;
import dev.probity.journal.Journal;
import dev.probity.journal.Limits;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The verbs that run nothing: explain, simulate, lint, replay and tune.
class SimulatedVerbsTest {
    private static final String FILE =
            """
            name: shop
            services:
              web:
                command: serve {port}
                replicas: 2
                ports: [8080]
                startupProbe: {httpGet: /health, periodSeconds: 5, failureThreshold: 30}
                livenessProbe: {httpGet: /health, initialDelaySeconds: 30}
                readinessProbe: {httpGet: /ready, periodSeconds: 5, failureThreshold: 2}
              worker:
                command: work
                ports: [{name: jobs, port: 9000}]
                livenessProbe: {httpGet: /health, periodSeconds: 2, failureThreshold: 1}
            """;

    @TempDir private Path folder;

    private record Outcome(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("probity.yaml"), FILE);
    }

    private Outcome run(String... arguments) {
        Console console = new Console(folder);
        int code = console.run(arguments);
        return new Outcome(code, console.out(), console.err());
    }

    /// A journal as `run` writes it, of what happened to the application above.
    private Path journal(String behaviour) throws IOException {
        Path journal = Files.createDirectories(folder.resolve("journal"));
        Application application =
                Dialects.read(
                                Dialects.named("probity").orElseThrow(),
                                new Source("probity.yaml", FILE),
                                folder,
                                Surroundings.with(Map.of()))
                        .resolved()
                        .orElseThrow()
                        .application();
        Scenario scenario =
                Scenario.of(
                        application,
                        Cast.of(List.of(behaviour), application),
                        Duration.ofSeconds(250));
        try (Journal open = Journal.open(journal, Limits.USUAL, trouble -> {})) {
            Simulation.record(scenario, open);
        }
        return journal;
    }

    @Test
    void explainSaysEachProbesNumbersAndWhereTheyCameFrom() {
        Outcome outcome = run("explain", "--only", "web");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("web: 2 replicas")
                .contains("30 × 5s = 150s")
                .contains("startupProbe.periodSeconds", "probity.yaml:7:")
                .contains("livenessProbe.failureThreshold")
                .contains("A story of it")
                .doesNotContain("worker");
    }

    @Test
    void explainDrawsAFileForEachService() throws IOException {
        Outcome outcome = run("explain", "--svg", "all.svg");
        assertThat(outcome.code()).isZero();
        assertThat(Files.readString(folder.resolve("all-web.svg"))).startsWith("<svg");
        assertThat(folder.resolve("all-worker.svg")).exists();
        assertThat(outcome.err()).contains("drew ").contains("all-web.svg");
    }

    @Test
    void explainGivesProgramsTheSameNumbers() throws IOException {
        JsonNode web = run("explain", "-o", "json").json().get(0);
        assertThat(web.get("startupGivenUp").get("mostSeconds").asDouble()).isEqualTo(150);
        assertThat(web.get("probes").get(0).get("periodSeconds").get("value").asInt()).isEqualTo(5);
    }

    @Test
    void explainNamesTheServiceThatIsNotThere() {
        Outcome outcome = run("explain", "--only", "wbe");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no service wbe");
    }

    @Test
    void simulateTellsWhatClientsSee() throws IOException {
        Outcome outcome = run("simulate", "--behaviour", "web: hangs at 60s once", "--for", "4m");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("because it has failed the liveness probe")
                .contains("SERVICE", "SERVED", "FAILED");

        JsonNode json =
                run("simulate", "-b", "web: hangs at 60s once", "--for", "4m", "-o", "json").json();
        assertThat(json.get("services").get("web").get("killedByLiveness").asInt()).isEqualTo(2);
        assertThat(json.get("events").size()).isGreaterThan(100);
    }

    @Test
    void simulateGivesDistributionsOverManySeeds() {
        Outcome outcome =
                run("simulate", "-b", "loads in 10s .. 50s", "--seeds", "50", "--for", "2m");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("P99", "all ready, s");
        assertThat(outcome.err()).contains("50 runs of 2m each");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    load in 5s           | did you mean
                    nobody: loads in 5s  | nobody
                    loads in five        | five
                    """)
    void simulateSaysWhatIsWrongWithABehaviour(String behaviour, String words) {
        Outcome outcome = run("simulate", "--behaviour", behaviour);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(words);
    }

    @Test
    void lintShowsAScheduleAndAFixThatHelps() {
        Outcome outcome = run("lint", "--fix");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("probity.yaml:13:")
                .contains("[pause-is-killed]")
                .contains("--behaviour \"")
                .contains("killed: liveness has failed")
                .contains("fix: services.worker.livenessProbe.failureThreshold: 1 → ")
                .contains("With it no harm comes of");
        assertThat(outcome.err()).contains(" findings");
    }

    @Test
    void lintPrintsAPatchThatKeepsComments() throws IOException {
        String text =
                "services:\n  web:\n    command: serve\n    livenessProbe:\n"
                        + "      tcpSocket: 80 # of all\n      periodSeconds: 1\n"
                        + "      failureThreshold: 2 # too few\n";
        Files.writeString(folder.resolve("small.yaml"), text);
        Outcome outcome = run("lint", "small.yaml", "--fix", "--loads-in", "1s");
        assertThat(outcome.out())
                .contains("--- small.yaml\n+++ small.yaml\n@@ -7 +7 @@\n")
                .contains("-      failureThreshold: 2 # too few\n")
                .containsPattern("\\+      failureThreshold: \\d # too few\n");
        assertThat(outcome.err()).contains("with this patch");
        assertThat(Files.readString(folder.resolve("small.yaml"))).isEqualTo(text);
    }

    @Test
    void lintsScheduleIsOneThatSimulateShows() throws IOException {
        JsonNode findings = run("lint", "-o", "json").json();
        for (JsonNode finding : findings) {
            if (finding.get("rule").asText().equals("pause-is-killed")) {
                String behaviour =
                        finding.get("service").asText() + ": " + finding.get("behaviour").asText();
                assertThat(run("simulate", "--behaviour", behaviour).out())
                        .contains("because it has failed the liveness probe");
                return;
            }
        }
        throw new AssertionError("no finding: " + findings);
    }

    @Test
    void simulateSaysTheSameInYamlAsInJson() throws IOException {
        for (String behaviour : List.of("web: hangs at 60s once", "never-up")) {
            List<String> words = List.of("simulate", "-b", behaviour, "--for", "4m", "-o");
            JsonNode json = run(with(words, "json")).json();
            String yaml = run(with(words, "yaml")).out();
            assertThat(yaml).startsWith("application: shop\n").contains("\nevents:\n- at: ");
            Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            assertThat(new ObjectMapper().<JsonNode>valueToTree(read).toString())
                    .isEqualTo(json.toString());
        }
    }

    private static String[] with(List<String> words, String last) {
        return Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void lintSpeaksSarif() throws IOException {
        JsonNode sarif = run("lint", "--sarif").json();
        assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
        JsonNode result = sarif.get("runs").get(0).get("results").get(0);
        assertThat(result.get("ruleId").asText()).isNotBlank();
        assertThat(
                        result.get("locations")
                                .get(0)
                                .get("physicalLocation")
                                .get("artifactLocation")
                                .get("uri")
                                .asText())
                .isEqualTo("probity.yaml");
    }

    @Test
    void lintExplainsARule() {
        assertThat(run("lint", "--explain", "pause-is-killed").out())
                .contains("A short pause is taken for death.", "What helps:");
        assertThat(run("lint", "--explain", "pause-is-kiled").err())
                .contains("did you mean \"pause-is-killed\"?");
    }

    @Test
    void replayShowsARunAndProvesIt() throws IOException {
        Path journal = journal("loads in 49s");
        Outcome outcome = run("replay", journal.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("Launching service web_")
                .contains("is moving to a ready state");
        assertThat(outcome.err()).contains("steps, and the engine does the same again");
    }

    @Test
    void replaySaysWhatAnotherFileWouldHaveDone() throws IOException {
        Path journal = journal("loads in 49s");
        Files.writeString(
                folder.resolve("other.yaml"),
                FILE.replace("failureThreshold: 30", "failureThreshold: 5"));
        Outcome outcome = run("replay", journal.toString(), "--with", "other.yaml");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("+ 25s  web-1 is killed: its startup probe failed")
                .contains("The record's answers for web-1 hold until 25s");
        assertThat(outcome.err()).contains("differences; - happened, + would have");
    }

    @Test
    void replayOfTheSameFileDiffersInNothing() throws IOException {
        Path journal = journal("loads in 49s");
        Outcome outcome = run("replay", journal.toString(), "--with", "probity.yaml");
        assertThat(outcome.err()).contains("nothing would have differed");
    }

    @ParameterizedTest
    @CsvSource({"replay", "tune"})
    void saysThatSomethingIsNoJournal(String verb) {
        Outcome nowhere = run(verb, "nowhere");
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("there is no journal at");
        Outcome other = run(verb, "probity.yaml");
        assertThat(other.code()).as(other.out()).isNotZero();
        assertThat(other.err())
                .contains("probity.yaml:1 is no line of a journal")
                .doesNotContain("this should not happen");
    }

    @Test
    void tuneProposesNumbersAndCallsASmallSampleSmall() throws IOException {
        Path journal = journal("loads in 20s .. 49s, answers in 100ms ± 50ms");
        Outcome outcome = run("tune", journal.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("web\n", "2 starts took", "A small sample")
                .contains("startupProbe: periodSeconds 5, timeoutSeconds 1, failureThreshold")
                .contains("(now 5, 1, 30)")
                .contains("livenessProbe: periodSeconds 10");
        assertThat(run("tune", "--risk", "2", journal.toString()).err())
                .contains("--risk is 2.0; it can be 0.0001 to 0.5");
    }
}
