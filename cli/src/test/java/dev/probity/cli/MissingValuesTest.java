package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.cli.find.FileReader;
import dev.probity.control.api.SpecReader.Reading;
import dev.probity.dialects.Dialects;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Each language has its own way to leave a value to somebody else: running such a file asks for
/// it, and takes it from wherever it is given.
class MissingValuesTest {

    @TempDir private Path folder;

    /// @param asked how the value is called, on the command line and in a file of lines
    /// @param told what `run` says without it
    record Case(String dialect, String asked, String told, String text) {
        @Override
        public String toString() {
            return dialect;
        }
    }

    static List<Case> secrets() {
        return List.of(
                new Case(
                        "gradient",
                        "api",
                        "TOKEN is the secret api, which nobody gives; --secret api=VALUE",
                        """
                        name: web
                        image: nginx
                        env: [{name: TOKEN, value: "secret:api"}]
                        resources: {machineType: C5, ports: [8000]}
                        """),
                new Case(
                        "truefoundry",
                        "tenant:group:api",
                        "TOKEN is the secret tenant:group:api, which nobody gives",
                        """
                        name: web
                        type: service
                        replicas: 1
                        image: {type: image, image_uri: nginx}
                        ports: [{port: 8000, expose: false, protocol: TCP}]
                        env: {TOKEN: "tfy-secret://tenant:group:api"}
                        """),
                new Case(
                        "blueprint",
                        "store/api",
                        "TOKEN is the secret store/api, which nobody gives",
                        """
                        {"recipe_id": "a", "recipe_mode": "service", "deployment_name": "web",
                         "recipe_image_uri": "nginx", "recipe_container_port": "8000",
                         "recipe_environment_secrets":
                           [{"envvar_name": "TOKEN", "secret_name": "store", "secret_key": "api"}]}
                        """),
                new Case(
                        "kubernetes",
                        "store/api",
                        "TOKEN is the secret store/api, which nobody gives",
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: nginx
                              env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: store, key: api}}}]
                        """),
                new Case(
                        "probity",
                        "api",
                        "TOKEN is the secret api, which nobody gives",
                        "services: {web: {image: nginx, env: {TOKEN: \"{secret:api}\"}}}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void aSecretIsAskedForAndTakenFromWhereverItIsGiven(Case example) throws IOException {
        Path file = write(example);
        assertThat(refusal(example)).contains(example.told()).contains("[PRB0506]");

        assertThat(token(example, file, Map.of(), Map.of(example.asked(), "x"))).isEqualTo("x");
        assertThat(token(example, file, Map.of(example.asked(), "y"), Map.of())).isEqualTo("y");
        assertThat(token(example, file, Map.of("TOKEN", "z"), Map.of())).isEqualTo("z");
    }

    private Path write(Case example) throws IOException {
        return Files.writeString(folder.resolve("file.yaml"), example.text());
    }

    private String refusal(Case example) {
        Console console = new Console(folder);
        int code = console.run("run", "file.yaml", "--from", example.dialect());
        assertThat(code).as(console.err()).isEqualTo(2);
        assertThat(folder.resolve("state")).doesNotExist();
        return console.err();
    }

    /// What the program would be told.
    private String token(
            Case example, Path file, Map<String, String> environment, Map<String, String> secrets)
            throws IOException {
        return service(example, file, environment, secrets).main().environment().stream()
                .filter(variable -> variable.name().equals("TOKEN"))
                .map(EnvironmentVariable::value)
                .findFirst()
                .orElseThrow();
    }

    private Service service(
            Case example, Path file, Map<String, String> environment, Map<String, String> secrets)
            throws IOException {
        var reader =
                new FileReader(
                                folder,
                                environment,
                                Dialects.named(example.dialect()),
                                Optional.empty())
                        .running(secrets);
        Reading reading = reader.read(file);
        assertThat(reading).isInstanceOf(Reading.Good.class);
        return ((Reading.Good) reading).resolved().application().services().getFirst();
    }

    static List<Case> images() {
        return List.of(
                new Case(
                        "gradient",
                        "image",
                        "--set image=",
                        "name: web\n"
                                + "image: \":image\"\n"
                                + "resources: {machineType: C5, ports: [80]}\n"),
                new Case(
                        "truefoundry",
                        "image",
                        "--set image=",
                        """
                        name: web
                        type: service
                        replicas: 1
                        image:
                          type: build
                          build_source: {type: git, repo_url: "https://example.com/a.git", ref: main}
                          build_spec: {type: dockerfile}
                        ports: [{port: 8000, expose: false, protocol: TCP}]
                        """),
                new Case(
                        "blueprint",
                        "image",
                        "--set image=",
                        "{\"recipe_startup_probe_params\": {\"endpoint_path\": \"/health\"}}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void anImageThatIsLeftOpenIsAskedForAndSet(Case example) throws IOException {
        Path file = write(example);
        Console console = new Console(folder);
        int code = console.run("run", "file.yaml", "--from", example.dialect());
        assertThat(code).isNotZero();
        assertThat(console.out() + console.err()).contains(example.told());

        Service service = service(example, file, Map.of("image", "nginx:2"), Map.of());
        assertThat(service.main().workload())
                .isInstanceOfSatisfying(
                        Workload.Image.class,
                        image -> assertThat(image.reference()).isEqualTo("nginx:2"));
    }

    static List<Case> variables() {
        return List.of(
                new Case(
                        "compose",
                        "TOKEN",
                        "say it",
                        "services: {web: {image: nginx, environment: {TOKEN: \"${TOKEN:?say"
                                + " it}\"}}}\n"),
                new Case(
                        "truefoundry",
                        "TOKEN",
                        "TOKEN",
                        """
                        name: web
                        type: service
                        replicas: 1
                        image: {type: image, image_uri: nginx}
                        ports: [{port: 8000, expose: false, protocol: TCP}]
                        env: {TOKEN: "${TOKEN}"}
                        """),
                new Case(
                        "probity",
                        "TOKEN",
                        "TOKEN",
                        "services: {web: {image: nginx, env: {TOKEN: \"${TOKEN}\"}}}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variables")
    void aVariableIsAskedForAndSet(Case example) throws IOException {
        Path file = write(example);
        assertThat(refusal(example)).contains(example.told()).contains("error");
        assertThat(token(example, file, Map.of("TOKEN", "x"), Map.of())).isEqualTo("x");
    }
}
