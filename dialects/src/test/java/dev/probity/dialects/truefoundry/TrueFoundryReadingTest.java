package dev.probity.dialects.truefoundry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Reading;
import dev.probity.dialects.TestFiles;
import dev.probity.spec.Binding;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class TrueFoundryReadingTest {
    private static final String WEB =
            """
            name: web
            type: service
            image: {type: image, image_uri: nginx, command: serve --name 'a b'}
            ports: [{port: 8000, protocol: TCP, expose: false, app_protocol: http}]
            replicas: 2
            """;

    private static Service service(String text) {
        return TestFiles.application("truefoundry", text).services().getFirst();
    }

    @Test
    void readsAService() {
        Service web = service(WEB + "env: {A: b, TOKEN: 'tfy-secret://t:g:k', NONE: null}\n");

        assertThat(web.replicas()).isEqualTo(2);
        assertThat(web.bindings().getFirst().port()).hasValue(8000);
        assertThat(web.bindings().getFirst().protocol()).isEqualTo(Binding.Protocol.HTTP);
        assertThat(web.main().workload())
                .isEqualTo(
                        new Workload.Image("nginx", List.of("serve", "--name", "a b"), List.of()));
        assertThat(web.main().environment())
                .containsExactly(
                        new EnvironmentVariable("A", "b"),
                        new EnvironmentVariable("TOKEN", "{secret:t:g:k}"));
    }

    @Test
    void readsTheProbeOfItsDocuments() {
        Probe probe =
                service(
                                WEB
                                        + """
                                        readiness_probe:
                                          config: {path: /health, port: 8080}
                                          initial_delay_seconds: 10
                                          period_seconds: 5
                                          timeout_seconds: 2
                                          success_threshold: 3
                                          failure_threshold: 2
                                        """)
                        .main()
                        .probe(ProbeType.READINESS)
                        .orElseThrow();

        assertThat(probe.initialDelay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(probe.period()).isEqualTo(Duration.ofSeconds(5));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(probe.successThreshold()).isEqualTo(3);
        assertThat(probe.failureThreshold()).isEqualTo(2);
    }

    @Test
    void runsAJobOnce() {
        Service job =
                service(
                        "type: job\nname: migrate\nimage: {type: image, image_uri: m}\n"
                                + "trigger: {type: manual}");

        assertThat(job.restartPolicy()).isEqualTo(RestartPolicy.NEVER);
    }

    @Test
    void readsASetOfServices() {
        String component = WEB.replace("\n", "\n  ").strip();
        assertThat(
                        TestFiles.application(
                                        "truefoundry",
                                        "name: shop\ntype: application-set\ncomponents:\n- "
                                                + component
                                                + "\n- "
                                                + component.replace("name: web", "name: api"))
                                .services())
                .extracting(Service::name)
                .containsExactly("web", "api");
    }

    @Test
    void buildsWhatHasItsRecipeHere() {
        assertThat(
                        service(
                                        "name: web\n"
                                            + "type: service\n"
                                            + "ports: []\n"
                                            + "replicas: 1\n"
                                            + "image:\n"
                                            + "  type: build\n"
                                            + "  build_source: {type: local, project_root_path:"
                                            + " ./app}\n"
                                            + "  build_spec: {type: dockerfile, dockerfile_path:"
                                            + " ./web/Dockerfile, build_context_path: ./web,"
                                            + " build_args: {A: b}}\n")
                                .main()
                                .workload())
                .isInstanceOfSatisfying(
                        Workload.Image.class,
                        image ->
                                assertThat(image.build())
                                        .contains(
                                                new ImageBuild(
                                                        Path.of("/app/app/web"),
                                                        Path.of("/app/app/web/Dockerfile"),
                                                        Map.of("A", "b"),
                                                        Optional.empty())));
    }

    @Test
    void asksForTheImageThatIsBuiltFromElsewhere() {
        assertThat(
                        service(
                                        "name: web\n"
                                            + "type: service\n"
                                            + "ports: []\n"
                                            + "replicas: 1\n"
                                            + "image:\n"
                                            + "  type: build\n"
                                            + "  build_source: {type: git, repo_url: x, ref: y}\n"
                                            + "  build_spec: {type: dockerfile}\n")
                                .main()
                                .workload())
                .isInstanceOfSatisfying(
                        Workload.Unrunnable.class,
                        build ->
                                assertThat(build.remedy())
                                        .contains(
                                                "docker build -t web -f ./Dockerfile ./",
                                                "--set image=web"));
    }

    @Test
    void fillsInATemplate() {
        Source source =
                new Source(
                        "a.yaml",
                        WEB.replace("name: web", "name: ${NAME}")
                                .replace("replicas: 2", "replicas: ${N:-2}"));
        Reading filled = TestFiles.read("truefoundry", source, Map.of("NAME", "web"));
        Reading open = TestFiles.read("truefoundry", source, Map.of());

        assertThat(filled.resolved()).isPresent();
        assertThat(TestFiles.lines(filled)).contains("--set NAME=VALUE");
        assertThat(TestFiles.lines(open)).contains("${NAME} is open, and nobody says what it is");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    liveness_probe: {config: {path: /, port: 1}, period_second: 5} | did you mean "period_seconds"?
                    liveness_probe: {path: /}                   | liveness_probe needs "config"
                    liveness_probe: {config: {path: /}}         | liveness_probe.config needs "port"
                    liveness_probe: {config: {type: web, path: /, port: 1}} | it can be http, tcp, command, exec, grpc
                    liveness_probe: {config: {path: /, port: 1}, success_threshold: 3} | must be 1
                    liveness_probe: {config: {path: /, port: 1}, initial_delay_seconds: 36001} | the most it can be is 36000
                    env: [A=b]                                  | env is a list; it must be a mapping
                    env: {A: {B: c}}                            | env.A is a mapping
                    type: servce                                | "type" is given twice
                    resources: {cpu_limit: 0.1, cpu_request: 0.5} | is less than "cpu_request"
                    """)
    void saysWhatIsWrong(String keys, String message) {
        assertThat(TestFiles.lines(TestFiles.read("truefoundry", WEB + keys)))
                .contains(": error: ")
                .contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    resources: {storage: 5Gi}                   | unknown key "storage" in resources; a volume is one of "mounts"
                    resources: {cpu: 1}                         | write "cpu_request" and "cpu_limit"
                    env: {GOMAXPROCS: 1}                        | env.GOMAXPROCS is a number, where a text is wanted; put it in quotes
                    liveness_probe: {config: {type: tcp, port: 1}} | TrueFoundry will probably refuse this probe
                    liveness_probe: {config: {type: command, command: [a]}} | its API knows http only
                    mounts: []                                  | "mounts" has no effect here
                    lables: {a: b}                              | did you mean "labels"?
                    workspace_fqn: a:b                          | note: workspace_fqn
                    """)
    void saysWhatIsDoubtful(String keys, String message) {
        assertThat(TestFiles.lines(TestFiles.read("truefoundry", WEB + keys)))
                .doesNotContain(": error: ")
                .contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {port: 80, expose: true}                | Host must be provided to expose port
                    {port: 80, expose: false, host: a.b}    | Cannot pass host when expose=False
                    {port: 80, expos: false}                | did you mean "expose"?
                    {port: 0, expose: false}                | the least it can be is 1
                    {port: 80, expose: false, protocol: UDP} | UDP is not carried
                    """)
    void saysWhatIsWrongWithAPort(String port, String message) {
        String text =
                "name: web\n"
                        + "type: service\n"
                        + "image: {type: image, image_uri: a}\n"
                        + "replicas: 1\n"
                        + "ports: ["
                        + port
                        + "]\n";

        assertThat(TestFiles.lines(TestFiles.read("truefoundry", text))).contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'{min: 2, max: 5}', 2", "'{min_replicas: 3, max_replicas: 5}', 3", "4, 4"})
    void takesTheLeastOfAutoscaling(String replicas, int expected) {
        assertThat(service(WEB.replace("replicas: 2", "replicas: " + replicas)).replicas())
                .isEqualTo(expected);
    }
}
