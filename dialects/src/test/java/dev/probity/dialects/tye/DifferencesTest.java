package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// What is lost, what has no effect, and what Tye makes something else of.
class DifferencesTest {

    private static List<String> codes(String text, Severity severity) {
        return new Folder()
                .read(text).diagnostics().stream()
                        .filter(found -> found.severity() == severity)
                        .map(Diagnostic::code)
                        .toList();
    }

    @Test
    void saysOnceHowProbesDiffer() {
        String text =
                """
                services:
                - name: a
                  executable: b
                  replicas: 2
                  bindings: [{protocol: http}]
                  liveness: {http: {path: /live}}
                  readiness: {http: {path: /ready}}
                - name: c
                  executable: b
                  replicas: 2
                  bindings: [{protocol: http}]
                  readiness: {http: {path: /ready}}
                """;

        assertThat(codes(text, Severity.NOTE)).containsExactly("PRB1040", "PRB1041", "PRB1042");
    }

    @Test
    void saysNothingOfAFileWithoutDifferences() {
        assertThat(
                        new Folder()
                                .read(
                                        """
                                        name: shop
                                        services:
                                        - name: web
                                          executable: web
                                          replicas: 2
                                          env: [A=b]
                                          bindings: [{protocol: http, port: 8080}]
                                        """)
                                .diagnostics())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} is noted as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name: My App | PRB1049
                    network: n | PRB1046
                    registry: {name: n, pullSecret: s} | PRB1046
                    solution: n | PRB1046
                    containerEngine: Podman | PRB1046
                    dashboardPort: 8005 | PRB1048
                    """)
    void notesOptionsThatDoNotConcernRunning(String option, String code) {
        assertThat(codes(option + "\nservices: []", Severity.NOTE)).containsExactly(code);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"registry: r.example.com/a", "registry: {name: r.example.com/a}"})
    void takesOverWhereImagesArePutAndWhatIsDeployedInto(String registry) {
        var reading = new Folder().read(registry + "\nnamespace: staging\nservices: []");
        Application application = reading.resolved().orElseThrow().application();
        assertThat(application.registry()).contains("r.example.com/a");
        assertThat(application.namespace()).contains("staging");
        assertThat(reading.diagnostics()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is noted as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    executable: b, bindings: [{port: 8080, protocol: http}] | PRB1044
                    executable: b, bindings: [{protocol: https}] | PRB1045
                    executable: b, bindings: [{protocol: http, routes: [/a]}] | PRB1048
                    """)
    void notesWhatASingleServiceMeansElsewhere(String keys, String code) {
        assertThat(codes("services: [{name: a, " + keys + "}]", Severity.NOTE))
                .containsExactly(code);
    }

    @ParameterizedTest(name = "{0} is told how the port is given")
    @CsvSource({"%PORT%", "{port}"})
    void doesNotTellWhoAsksForThePort(String port) {
        assertThat(
                        codes(
                                "services: [{name: a, executable: b, args: \"%s\", bindings: [{port: 8080}]}]"
                                        .formatted(port),
                                Severity.NOTE))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} is warned about as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    executable: b, external: true | PRB1020
                    executable: b, include: c | PRB1020
                    image: i, workingDirectory: w | PRB1020
                    executable: b, buildProperties: [{name: a, value: b}] | PRB1020
                    external: true, replicas: 2 | PRB1020
                    external: true, args: x | PRB1020
                    project: p, volumes: [{source: a, target: /b}] | PRB1021
                    executable: b, bindings: [{protocol: udp}], replicas: 2 | PRB1021
                    repository: r | PRB1022
                    executable: b, env: [UNSET] | PRB1023
                    tags: [x] | PRB1005
                    """)
    void warnsOfWhatIsLostOrWithoutEffect(String keys, String code) {
        assertThat(codes("services: [{name: a, " + keys + "}]", Severity.WARNING))
                .containsExactly(code);
    }

    @ParameterizedTest(name = "an ingress with {0} is warned about as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    replicas: 2, bindings: [{port: 1}] | PRB1020
                    tags: [x], bindings: [{port: 1}] | PRB1021
                    bindings: [{protocol: https}] | PRB1021
                    tags: [] | PRB1008
                    """)
    void warnsOfWhatAnIngressLoses(String keys, String code) {
        assertThat(codes("ingress: [{name: a, " + keys + "}]", Severity.WARNING))
                .containsExactly(code);
    }

    @Test
    void warnsOfEachExtension() {
        List<String> warnings =
                new Folder()
                        .lines(
                                "extensions: [{name: dapr}, {name: zipkn}]\nservices: []",
                                Severity.WARNING);

        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).contains("\"dapr\" is not run");
        assertThat(warnings.get(1))
                .contains("Could not find the extension 'zipkn'.", "did you mean \"zipkin\"?");
    }

    @Test
    void readsTheFirstDocumentOnly() {
        assertThat(codes("services: []\n---\nservices: {}\n", Severity.WARNING))
                .containsExactly("PRB0012");
    }
}
