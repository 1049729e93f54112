package dev.probity.control.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.control.http.Problem;
import dev.probity.spec.Application;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class ProposalTest {
    private static final String FILE =
            """
            services:
              web:
                command: run
                replicas: 2
                ports: [8080]
                env: {DB_PASSWORD: hush-hush}
                readinessProbe:
                  httpGet:
                    path: /ready
                    httpHeaders: [{name: Authorization, value: sesame}]
                  periodSeconds: 5
                livenessProbe: {httpGet: /live, initialDelaySeconds: 1, failureThreshold: 2}
            """;

    private static Resolved resolved() {
        Diagnostics diagnostics = new Diagnostics();
        return ProbityYaml.read(
                        new Source("probity.yaml", FILE),
                        Path.of("/shop"),
                        Surroundings.with(Map.of()),
                        diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all()));
    }

    private static ProbePlace place(ProbeType type) {
        Service web = resolved().application().services().getFirst();
        return new ProbePlace(web, web.main(), type);
    }

    private static Proposal read(String probe) throws IOException {
        return Proposal.read(Json.read(probe), place(ProbeType.READINESS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"httpGet": {}, "periodSeconds": -1}          | periodSeconds    | greater than
                    {"httpGet": {}, "periodSeconds": "soon"}      | periodSeconds    | soon
                    {"httpGet": {}, "periodSeconds": 1.5}         | periodSeconds    | 1.5
                    {"httpGet": {"port": 99999}}                  | httpGet.port     | between 1 and
                    {"httpGet": {"port": "nobody"}}               | httpGet.port     | no such port
                    {"httpGet": {"scheme": "ftp"}}                | httpGet.scheme   | HTTPS
                    {"tcpSocket": {"port": 9}}                    | tcpSocket.port   | not declared
                    {"httpGet": {}, "exec": {"command": ["a"]}}   | httpGet          | more than 1
                    {"httpGet": {}, "failureTreshold": 3}         | failureTreshold  | failureThreshold
                    {"periodSeconds": 3}                          |                  | handler type
                    {"exec": {"command": []}}                     | exec.command     | must be given
                    [1]                                           |                  | object
                    """)
    void saysAtEachFieldWhatIsWrong(String probe, String field, String words) throws IOException {
        Proposal proposal = read(probe);
        assertThat(proposal.probe()).isEmpty();
        assertThat(proposal.problems())
                .anySatisfy(problem -> {
                    assertThat(problem.field()).isEqualTo(field == null ? "" : field);
                    assertThat(problem.message()).contains(words);
                });
    }

    @Test
    void tellsAllProblemsAtOnce() throws IOException {
        assertThat(read("{\"httpGet\": {\"port\": 0.5}, \"periodSeconds\": -1, \"nonsense\": 1}"))
                .extracting(Proposal::problems)
                .satisfies(problems ->
                        assertThat(problems)
                                .extracting(Problem.Field::field)
                                .contains("httpGet.port", "nonsense"));
    }

    @Test
    void readsAProbeAsAFileHasItWithItsDefaults() throws IOException {
        Probe probe = read("{\"httpGet\": \"/ok\", \"timeoutSeconds\": 2}").probe().orElseThrow();
        assertThat(probe.handler())
                .isInstanceOfSatisfying(
                        Handler.HttpGet.class,
                        get -> {
                            assertThat(get.path()).isEqualTo("/ok");
                            assertThat(get.port()).isEqualTo(new Handler.PortRef.Numbered(8080));
                        });
        assertThat(probe.period()).isEqualTo(Duration.ofSeconds(10));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read("null").isValid()).isTrue();
        assertThat(read("null").probe()).isEmpty();
    }

    @Test
    void takesTheMaskOfASecretForTheSecret() throws IOException {
        String form =
                "{\"httpGet\": {\"path\": \"/x\", \"httpHeaders\":"
                        + " [{\"name\": \"Authorization\", \"value\": \"***\"}]}}";
        Probe probe = read(form).probe().orElseThrow();
        assertThat(((Handler.HttpGet) probe.handler()).headers())
                .containsExactly(new Handler.Header("Authorization", "sesame"));
    }

    @Test
    void showsWhereEachNumberCameFrom() {
        ProbePlace place = place(ProbeType.READINESS);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional<ProbeJson.Described> file =
                Optional.of(new ProbeJson.Described(resolved().origins(), place.probe()));
        ProbeJson.write(json, place, place.probe().orElseThrow(), file);
        assertThat(parameter(json, "periodSeconds").path("origin").asText())
                .isEqualTo("probity.yaml:11:22");
        assertThat(parameter(json, "failureThreshold").path("origin").asText())
                .isEqualTo("default");
        assertThat(parameter(json, "failureThreshold").path("minimum").asInt()).isEqualTo(1);
        assertThat(json.toString()).doesNotContain("sesame").contains("***");
        assertThat(json.path("inWords").asText())
                .startsWith("Asks GET /ready on port 8080 every 5s");
        // What runs is not what the file says any more.
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        ProbeJson.write(changed, place, place.probe().orElseThrow().withThresholds(1, 9), file);
        assertThat(parameter(changed, "failureThreshold").path("origin").asText())
                .isEqualTo("changed while it runs");
    }

    private static JsonNode parameter(JsonNode json, String name) {
        for (JsonNode parameter : json.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void previewsWhatWouldHappen() throws IOException {
        ProbePlace place = place(ProbeType.LIVENESS);
        Optional<Probe> hasty =
                Proposal.read(
                                Json.read(
                                        "{\"httpGet\": \"/live\", \"periodSeconds\": 1,"
                                                + " \"failureThreshold\": 1}"),
                                place)
                        .probe();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new Preview(resolved().application(), place.with(hasty)).write(json, Map.of());
        assertThat(json.path("findings").findValuesAsText("rule"))
                .contains("start-is-killed", "pause-is-killed");
        assertThat(json.path("explanation").toString()).contains("kills after 1 failure");
        JsonNode never = json.at("/timeline/scenarios/1");
        assertThat(never.path("name").asText()).isEqualTo("never-up");
        assertThat(never.at("/lanes").findValuesAsText("probe")).contains("liveness");
        assertThat(never.path("marks").findValuesAsText("kind")).contains("killed", "exited");
    }

    @Test
    void simulatesNothingThatNobodyCouldWaitFor() throws IOException {
        ProbePlace place = place(ProbeType.LIVENESS);
        Optional<Probe> patient =
                Proposal.read(
                                Json.read(
                                        "{\"httpGet\": \"/live\", \"failureThreshold\":"
                                                + " 2000000000}"),
                                place)
                        .probe();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new Preview(resolved().application(), place.with(patient)).write(json, Map.of());
        assertThat(json.at("/findings/0/rule").asText()).isEqualTo("not-simulated");
        assertThat(json.has("timeline")).isFalse();
    }

    @Test
    void keepsSecretsOutOfADifference() {
        Application application = resolved().application();
        Masking masking = Masking.of(application);
        assertThat(masking.apply("env: {DB_PASSWORD: hush-hush} # Authorization: sesame"))
                .isEqualTo("env: {DB_PASSWORD: ***} # Authorization: ***");
    }

    @Test
    void differsAsDiffDoes() {
        assertThat(UnifiedDiff.of("f", "a\nb\nc\nd\ne\nf\n", "a\nb\nc\nD\ne\nf\ng\n"))
                .isEqualTo("--- f\n+++ f\n@@ -1,6 +1,7 @@\n a\n b\n c\n-d\n+D\n e\n f\n+g\n");
        assertThat(UnifiedDiff.of("f", "a\n", "a\n")).isEmpty();
        assertThat(UnifiedDiff.of("f", "", "x\n")).isEqualTo("--- f\n+++ f\n@@ -0,0 +1,1 @@\n+x\n");
    }
}
