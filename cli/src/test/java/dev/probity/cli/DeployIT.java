package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.tests.apiserver.ApiServer;
import dev.probity.tests.apiserver.SharedApiServer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The verbs of the cluster against a real API server.
@Tag("whole")
class DeployIT {
    private static final Path FILES = Path.of("../dialects/src/test/resources");

    @TempDir private Path folder;
    private ApiServer server;
    private String namespace;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void thereIsAnApiServer() {
        assumeTrue(ApiServer.isPossible(), "see tests/api-server/README.md");
    }

    @BeforeEach
    void takeANamespace() throws IOException, InterruptedException {
        server = SharedApiServer.find().orElseThrow();
        namespace = SharedApiServer.namespace(server);
        Files.copy(server.kubeconfig(ApiServer.ADMIN, namespace), folder.resolve("config"));
    }

    private Outcome run(String... arguments) {
        Console console = new Console(folder);
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of("--kubeconfig", "config"))
                        .toArray(String[]::new);
        int code = console.run(all);
        return new Outcome(code, console.out(), console.err());
    }

    private void write(String version) throws IOException {
        Files.writeString(
                folder.resolve("probity.yaml"),
                """
                name: shop
                services:
                  web:
                    image: web:%s
                    replicas: 2
                    ports: [8080]
                    livenessProbe: {httpGet: /lively, periodSeconds: 1}
                    readinessProbe: {httpGet: /ready, periodSeconds: 1}
                """
                        .formatted(version));
    }

    private void becomeReady() throws IOException, InterruptedException {
        server.merge(
                "/apis/apps/v1/namespaces/" + namespace + "/deployments/web/status",
                """
                {"status": {"observedGeneration": 99, "replicas": 2, "updatedReplicas": 2,
                            "readyReplicas": 2}}
                """);
    }

    @Test
    void deploysShowsDiffersAndUndeploys() throws Exception {
        write("1");
        Outcome first = run("deploy", "--timeout", "10ms");
        assertThat(first.code()).isEqualTo(124);
        assertThat(first.out())
                .contains("deployment web created", "service web created", "web: 0 of 2 ready");
        assertThat(first.err()).contains("not ready after 0 s, and still on its way:");

        becomeReady();
        Outcome second = run("deploy");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("deployment web unchanged", "web: 2 of 2 ready");
        assertThat(second.err()).contains("all ready");

        assertThat(run("diff").code()).isZero();
        write("2");
        Outcome difference = run("diff");
        assertThat(difference.code()).isEqualTo(1);
        assertThat(difference.out())
                .isEqualTo(
                        """
                        ~ deployment web
                            spec.template.spec.containers[web].image: web:1 -> web:2
                        """);

        Outcome status = run("status", "--cluster");
        assertThat(status.code()).isZero();
        assertThat(status.err()).contains("there are no replicas of \"shop\"");

        assertThat(run("undeploy", "--dry-run").out()).contains("deployment web would be removed");
        assertThat(run("undeploy").out()).contains("deployment web removed", "service web removed");
        assertThat(run("undeploy").err()).contains("there is nothing of the application \"shop\"");
    }

    @Test
    void comparesTheLastRunHereWithTheCluster() throws Exception {
        String once =
                "name: shop\nservices: {once: {command: [sh, -c, exit 0], restartPolicy: Never}}";
        Files.writeString(folder.resolve("probity.yaml"), once);
        Outcome before = run("deploy", "--compare");
        assertThat(before.code()).isEqualTo(4);
        assertThat(before.err()).contains("nothing runs under the name shop");

        assertThat(new Console(folder).run("run")).isZero();
        Outcome compared = run("deploy", "--compare");
        assertThat(compared.code()).isEqualTo(1);
        assertThat(compared.out()).isEqualTo("once: it runs only here\n");
        assertThat(compared.err())
                .containsPattern("1 difference between \\S+/shop-\\w+ and .*" + namespace);
    }

    @Test
    void followsAStatefulSetAndKeepsItsClaims() throws Exception {
        Files.writeString(
                folder.resolve("probity.yaml"),
                "name: shop\nservices: {db: {image: db, volumes: [data:/data]}}\n");
        Outcome first = run("deploy", "--timeout", "10ms");
        assertThat(first.out()).contains("statefulset db created", "db: 0 of 1 ready");
        server.merge(
                "/apis/apps/v1/namespaces/" + namespace + "/statefulsets/db/status",
                """
                {"status": {"observedGeneration": 99, "replicas": 1, "updatedReplicas": 1,
                            "readyReplicas": 1}}
                """);
        server.post(
                "/api/v1/namespaces/" + namespace + "/persistentvolumeclaims",
                """
                {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {
                 "name": "data-db-0", "labels": {"app.kubernetes.io/part-of": "shop",
                   "app.kubernetes.io/managed-by": "probity",
                   "app.kubernetes.io/name": "db", "probity.dev/volume": "data"}},
                 "spec": {"accessModes": ["ReadWriteOnce"],
                          "resources": {"requests": {"storage": "1Gi"}}}}
                """);
        assertThat(run("deploy").err()).contains("all ready");

        write("1");
        assertThat(run("deploy", "--prune", "--dry-run=server").out())
                .contains("statefulset db would be removed")
                .doesNotContain("data-db-0");
        String kept = "claims on volumes stay, with their data: data-db-0; ";
        Outcome pruned = run("deploy", "--prune", "--timeout", "1ms");
        assertThat(pruned.out()).contains("statefulset db removed", "service db-headless removed");
        assertThat(pruned.err()).contains(kept + "`probity undeploy --volumes` removes them");

        Outcome undeployed = run("undeploy");
        assertThat(undeployed.err()).contains(kept + "--volumes removes them with their data");
        assertThat(run("undeploy", "--volumes").out())
                .isEqualTo("persistentvolumeclaim data-db-0 removed\n");
    }

    @Test
    void asksForWhatTheFileLeavesOpen() throws IOException {
        write("1");
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((namespace + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            Outcome outcome = run("deploy", "--interactive", "--dry-run=server");
            assertThat(outcome.code()).isZero();
            assertThat(outcome.err())
                    .contains("Namespace [" + namespace + "]: ", "this was a dry run");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void asksNothingOfAFileThatSaysItAll() throws IOException {
        Files.writeString(
                folder.resolve("tye.yaml"),
                """
                name: shop
                registry: registry.example.com/shop
                namespace: %s
                services:
                  - {name: web, dockerFile: Dockerfile, bindings: [{port: 8080}]}
                """
                        .formatted(namespace));
        Outcome outcome = run("deploy", "tye.yaml", "--interactive", "--dry-run=server");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("namespace " + namespace + " at ").doesNotContain("]: ");
        assertThat(run("deploy", "tye.yaml", "--interactive", "--dry-run=client").out())
                .contains("image: \"registry.example.com/shop/web:latest\"");
    }

    /// As the page on Tye's probes prints it.
    @Test
    void kubectlDescribesTheProbes() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl")), "kubectl is not here");
        Files.writeString(
                folder.resolve("tye.yaml"),
                """
                services:
                  - name: simple-webapi
                    project: webapi/webapi.csproj
                    replicas: 2
                    liveness:
                      http:
                        path: /lively
                    readiness:
                      http:
                        path: /ready
                """);
        Outcome outcome =
                run("deploy", "tye.yaml", "--image", "simple-webapi=web:1", "--timeout", "1ms");
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(124);
        assertThat(kubectl("describe", "deploy", "simple-webapi"))
                .contains(
                        "Liveness:   http-get http://:80/lively delay=0s timeout=1s period=1s"
                                + " #success=1 #failure=3",
                        "Readiness:  http-get http://:80/ready delay=0s timeout=1s period=1s"
                                + " #success=1 #failure=3");
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(
                                Stream.of("/usr/bin/kubectl", "--kubeconfig", "config"),
                                Stream.of(arguments))
                        .toList();
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /// Every file of others that names images is taken without a rejected field; every other one
    /// says what it lacks.
    @ParameterizedTest
    @ValueSource(strings = {"blueprint", "gradient", "truefoundry", "tye"})
    void theServerTakesTheFilesOfOthers(String name) throws IOException {
        Dialect dialect = Dialects.named(name).orElseThrow();
        int deployed = 0;
        for (Path file : files(name)) {
            Optional<Application> application = read(dialect, file);
            if (application.isEmpty()) {
                continue;
            }
            Path copy = folder.resolve(file.getFileName());
            Files.copy(file, copy);
            Outcome outcome = run("deploy", copy.toString(), "--from", name, "--dry-run=server");
            if (namesImages(application.get())) {
                assertThat(outcome.code()).as("%s: %s", file, outcome.err()).isZero();
                deployed++;
            } else {
                assertThat(outcome.code()).as("%s: %s", file, outcome.err()).isEqualTo(2);
                assertThat(outcome.err())
                        .as("%s", file)
                        .containsAnyOf("give it one with", "say where it is put");
            }
        }
        assertThat(deployed).isGreaterThan(0);
    }

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.list(FILES.resolve(name))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Application> read(Dialect dialect, Path file) throws IOException {
        Source source =
                Source.decode(file.toString(), Files.readAllBytes(file), new Diagnostics())
                        .orElseThrow();
        return Dialects.read(dialect, source, Path.of("/app"), Surroundings.with(Map.of()))
                .resolved()
                .map(Resolved::application);
    }

    private static boolean namesImages(Application application) {
        return application.services().stream()
                .map(Service::containers)
                .flatMap(List::stream)
                .allMatch(container ->
                        container.workload() instanceof Workload.Image image
                                && image.build().isEmpty());
    }
}
