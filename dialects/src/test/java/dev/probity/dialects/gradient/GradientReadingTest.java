package dev.probity.dialects.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.TestFiles;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class GradientReadingTest {
    private static final String WEB =
            "name: web\nimage: nginx\nresources: {machineType: C5, ports: [8000]}\n";

    private static Service service(String text) {
        return TestFiles.application("gradient", text).services().getFirst();
    }

    private static Probe readiness(String check) {
        return service(WEB + "healthChecks: {readiness: " + check + "}")
                .main()
                .readinessProbe()
                .orElseThrow();
    }

    @Test
    void givesACheckThatHasOnlyAPathTheNumbersOfItsDocuments() {
        assertThat(readiness("{path: /ready}"))
                .isEqualTo(
                        new Probe(
                                new Handler.HttpGet(
                                        java.util.Optional.empty(),
                                        new Handler.PortRef.Numbered(8000),
                                        "/ready",
                                        Handler.Scheme.HTTP,
                                        List.of()),
                                Duration.ZERO,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(1),
                                1,
                                3,
                                java.util.Optional.empty()));
    }

    @Test
    void readsACommandAndHeaders() {
        assertThat(readiness("{exec: {command: [a, b]}}").handler())
                .isEqualTo(new Handler.Exec(List.of("a", "b")));
        assertThat(readiness("{path: /, headers: [{name: A, value: b}]}").handler())
                .isInstanceOfSatisfying(
                        Handler.HttpGet.class,
                        get ->
                                assertThat(get.headers())
                                        .containsExactly(new Handler.Header("A", "b")));
    }

    @Test
    void readsTheOldShapeWhateverItsLabelSays() {
        String text =
                "apiVersion: latest\nname: web\nimage: nginx\nport: \"7860\"\n"
                        + "resources: {instanceType: P4000, replicas: 3}\n";
        Service service = service(text);

        assertThat(service.replicas()).isEqualTo(3);
        assertThat(service.bindings().getFirst().port()).hasValue(7860);
        assertThat(TestFiles.lines(TestFiles.read("gradient", text)))
                .contains("apiVersion asks for v1, and the keys are those of v0");
    }

    @Test
    void listensOnPort80WhereTheOldShapeSaysNothing() {
        assertThat(
                        service("name: web\nimage: nginx\nresources: {instanceType: P4000}")
                                .bindings()
                                .getFirst()
                                .port())
                .hasValue(80);
    }

    @Test
    void runsNothingOfADisabledDeployment() {
        assertThat(service("enabled: false\n" + WEB).replicas()).isZero();
    }

    @Test
    void takesAnImageThatIsSetForOneThatIsLeftOpen() {
        Source source =
                new Source("a.yaml", "name: web\nimage: :image\nresources: {instanceType: C4}");
        Container set =
                TestFiles.read("gradient", source, Map.of("image", "nginx:1"))
                        .resolved()
                        .map(Resolved::application)
                        .map(Application::services)
                        .orElseThrow()
                        .getFirst()
                        .main();
        Container unset =
                TestFiles.application("gradient", source.text()).services().getFirst().main();

        assertThat(set.workload()).isEqualTo(new Workload.Image("nginx:1", List.of(), List.of()));
        assertThat(unset.workload())
                .isInstanceOfSatisfying(
                        Workload.Unrunnable.class,
                        open -> assertThat(open.remedy()).contains("--set image="));
    }

    @Test
    void keepsTheNameOfASecret() {
        assertThat(
                        service(WEB + "env: [{name: HF_TOKEN, value: \"secret:hf\"}]")
                                .main()
                                .environment())
                .containsExactly(new EnvironmentVariable("HF_TOKEN", "{secret:hf}"));
    }

    @Test
    void readsSeveralDocumentsAsSeveralServices() {
        assertThat(
                        TestFiles.application(
                                        "gradient", WEB + "---\n" + WEB.replace("web", "other"))
                                .services())
                .extracting(Service::name)
                .containsExactly("web", "other");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    regon: eu                               | did you mean "region"?
                    healthChecks: {livness: {path: /}}      | did you mean "liveness"?
                    healthChecks: {liveness: {port: 1}}     | healthChecks.liveness needs "path"
                    healthChecks: {liveness: {path: /, periodSeconds: 1.5}} | not a whole number
                    healthChecks: {liveness: {path: /, port: 70000}} | the most it can be is 65535
                    healthChecks: {liveness: {path: /, successThreshold: 2}} | unknown key "successThreshold"
                    healthChecks: {liveness: []}            | must be a mapping
                    env: {A: b}                             | env is a mapping; it must be a list
                    env: [{name: A}]                        | env[0] needs "value"
                    apiVersion: v3                          | it can be v0alpha0, v0alpha1, v1, latest
                    enabled: maybe                          | it can be true or false
                    """)
    void saysWhatIsWrongAndWhere(String keys, String message) {
        String lines = TestFiles.lines(TestFiles.read("gradient", WEB + keys));

        assertThat(lines).contains("file.yaml:4:", ": error: ").contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    region: eu, containerRegistry: ours | note: region, containerRegistry
                    integrations: []                    | warning: "integrations" has no effect here: nothing is mounted
                    basicAuthKey: secret:x              | nobody is asked for a password
                    port: 80                            | is of v0, resources.ports of v1
                    name: My Web                        | "My Web" is called "my-web" here
                    """)
    void saysWhatARunDoesWithout(String keys, String message) {
        String text = "{name: web, image: nginx, resources: {ports: [80]}, " + keys + "}";

        assertThat(
                        TestFiles.lines(
                                TestFiles.read(
                                        "gradient",
                                        keys.startsWith("name")
                                                ? text.replace("name: web, ", "")
                                                : text)))
                .contains(message);
    }
}
