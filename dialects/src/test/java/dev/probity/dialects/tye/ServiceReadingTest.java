package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Container;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.Workload.Command;
import dev.probity.spec.Workload.Image;
import dev.probity.spec.Workload.Unrunnable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of a service: its program, its environment, and what it is besides.
class ServiceReadingTest {

    private static Container main(Folder folder, String service) {
        return folder.service("services:\n" + service).main();
    }

    private static Workload workload(String service) {
        return main(new Folder(), service).workload();
    }

    private static ImageBuild build(String keys) {
        Workload workload = workload("- {name: a, " + keys + "}");
        return ((Image) workload).build().orElseThrow();
    }

    private static List<EnvironmentVariable> own(Container container) {
        return container.environment().stream()
                .filter(variable -> !variable.name().matches("DOTNET_.*|ASPNETCORE_.*|PORT"))
                .toList();
    }

    private static String value(Container container, String name) {
        return container.environment().stream()
                .filter(variable -> variable.name().equals(name))
                .map(EnvironmentVariable::value)
                .findFirst()
                .orElse("(none)");
    }

    @Test
    void runsAnExecutableFromThePathWithItsArguments() {
        assertThat(workload("- {name: a, executable: java, args: -jar \"my app.jar\"}"))
                .isEqualTo(new Command(List.of("java", "-jar", "my app.jar")));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "./serve, /app/serve",
        "bin/serve, /app/bin/serve",
        "/usr/bin/env, /usr/bin/env",
        "local, /app/local",
        "elsewhere, elsewhere",
        "%ROOT%/bin/serve, /opt/bin/serve"
    })
    void looksForAnExecutableBesideTheFileFirst(String written, String program) {
        Folder folder = new Folder().withProgram("local").withVariable("ROOT", "/opt");

        assertThat(main(folder, "- {name: a, executable: \"" + written + "\"}").workload())
                .isEqualTo(new Command(List.of(program)));
    }

    @Test
    void runsADllWithDotnetInItsFolder() {
        Container container =
                main(new Folder(), "- {name: a, executable: out/web.dll, args: --fast}");

        assertThat(container.workload())
                .isEqualTo(new Command(List.of("dotnet", "/app/out/web.dll", "--fast")));
        assertThat(container.workingDirectory()).isEqualTo(Path.of("/app/out"));
    }

    @Test
    void runsInTheFoldersOfTheFileUnlessTold() {
        assertThat(main(new Folder(), "- {name: a, executable: b}").workingDirectory())
                .isEqualTo(Path.of("/app"));
        assertThat(
                        main(
                                        new Folder().withVariable("SUB", "deep"),
                                        "- {name: a, executable: b, workingDirectory: ../x/%SUB%}")
                                .workingDirectory())
                .isEqualTo(Path.of("/x/deep"));
    }

    @Test
    void fillsArgumentsFromTheEnvironmentOfTheService() {
        Container container =
                main(
                        new Folder(),
                        """
                        - name: a
                          executable: b
                          args: --mode=%MODE% %TWO% %PORT% %APP_INSTANCE% %SERVICE__C__PORT% %HOME%
                          env: [MODE=dev, TWO=1 2]
                          bindings: [{protocol: http}]
                        """);

        assertThat(container.workload())
                .isEqualTo(
                        new Command(
                                List.of(
                                        "b",
                                        "--mode=dev",
                                        "1",
                                        "2",
                                        "{port}",
                                        "{env:APP_INSTANCE}",
                                        "{env:SERVICE__C__PORT}",
                                        "%HOME%")));
    }

    @Test
    void tellsAProcessWhereToListen() {
        Container container =
                main(
                        new Folder(),
                        """
                        - name: a
                          executable: b
                          env: [PORT=1, ASPNETCORE_ENVIRONMENT=Test]
                          bindings:
                          - {name: web, protocol: http, port: 8080}
                          - {name: safe, protocol: https, port: 8443, host: example.com}
                          - {name: queue, protocol: amqp}
                        """);

        assertThat(value(container, "PORT")).isEqualTo("{port:web};{port:safe};{port:queue}");
        assertThat(value(container, "ASPNETCORE_URLS"))
                .isEqualTo("http://localhost:{port:web};https://example.com:{port:safe}");
        assertThat(value(container, "HTTPS_PORT")).isEqualTo("8443");
        assertThat(value(container, "DOTNET_ENVIRONMENT")).isEqualTo("Development");
        assertThat(value(container, "ASPNETCORE_ENVIRONMENT")).isEqualTo("Test");
    }

    @Test
    void runsAProjectThatIsAProgram() {
        Container container =
                main(
                        new Folder().withProgram("web/run.sh"),
                        "- {name: a, project: 'web\\run.sh', args: --fast}");

        assertThat(container.workload())
                .isEqualTo(new Command(List.of("/app/web/run.sh", "--fast")));
        assertThat(container.workingDirectory()).isEqualTo(Path.of("/app/web"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    project: api\\api.csproj | project | dotnet publish -o out/a api/api.csproj
                    project: api/api.csproj | project | "executable: out/a/api.dll"
                    project: api | project | "executable: out/a/api.dll"
                    azureFunction: fn/ | azureFunction | "executable: func"
                    repository: https://example.com/r.git | repository | git clone https://example.com/r.git /app/.tye/deps/a
                    args: x | service | "executable"
                    """)
    void saysWhatIsMissingToRunTheRest(String basis, String kind, String remedy) {
        assertThat(workload("- name: a\n  " + basis))
                .isInstanceOfSatisfying(
                        Unrunnable.class,
                        unrunnable -> {
                            assertThat(unrunnable.kind()).isEqualTo(kind);
                            assertThat(unrunnable.remedy()).contains(remedy);
                        });
    }

    @Test
    void keepsAProjectFileForDotnetEvenWhenItIsExecutable() {
        Folder folder = new Folder().withProgram("api.csproj");

        assertThat(main(folder, "- {name: a, project: api.csproj}").workload())
                .isInstanceOf(Unrunnable.class);
    }

    @Test
    void givesAnImageItsArgumentsAsTheyStand() {
        assertThat(workload("- {name: a, image: 'redis:7', args: redis-cli -h %HOST% MONITOR}"))
                .isEqualTo(
                        new Image(
                                "redis:7",
                                List.of(),
                                List.of("redis-cli", "-h", "%HOST%", "MONITOR")));
    }

    @Test
    void buildsADockerFileInItsFolderOrAContext() {
        ImageBuild own = build("dockerFile: src/Dockerfile, dockerFileArgs: [{VERSION: 2}]");
        ImageBuild given = build("dockerFile: src/Dockerfile, dockerFileContext: .");

        assertThat(own)
                .isEqualTo(
                        new ImageBuild(
                                Path.of("/app/src"),
                                Path.of("/app/src/Dockerfile"),
                                Map.of("VERSION", "2"),
                                Optional.empty()));
        assertThat(given.context()).isEqualTo(Path.of("/app"));
    }

    @Test
    void mountsTheVolumesOfAnImage() {
        Workload workload =
                workload(
                        """
                        - name: a
                          image: i
                          volumes:
                            - {source: data, target: /data}
                            - {name: kept, target: /kept}
                        """);

        assertThat(((Image) workload).sandbox().volumes())
                .containsExactly(
                        new Volume.Bind(Path.of("/app/data"), "/data", false),
                        new Volume.Named("kept", "/kept", false));
    }

    @Test
    void readsAllFormsOfVariables() {
        Folder folder =
                new Folder()
                        .withVariable("HOST_VALUE", "from the host")
                        .withFile("a.env", "# comment\n\n  F = \" quoted \" \r\nG=a=b\n");

        assertThat(
                        own(
                                main(
                                        folder,
                                        """
                                        - name: a
                                          executable: b
                                          env:
                                          - name: A
                                            value: " kept "
                                          - B = "trimmed"
                                          - HOST_VALUE
                                          - name: UNSET
                                          - {name: EMPTY, value: }
                                          - NUMBER=1
                                          env_file: [a.env]
                                          configuration:
                                          - A=later
                                        """)))
                .containsExactly(
                        new EnvironmentVariable("A", "later"),
                        new EnvironmentVariable("B", "trimmed"),
                        new EnvironmentVariable("HOST_VALUE", "from the host"),
                        new EnvironmentVariable("UNSET", ""),
                        new EnvironmentVariable("EMPTY", ""),
                        new EnvironmentVariable("NUMBER", "1"),
                        new EnvironmentVariable("F", "quoted"),
                        new EnvironmentVariable("G", "a=b"));
    }

    @Test
    void pointsIntoAnEnvironmentFileThatIsWrong() {
        List<String> errors =
                new Folder()
                        .withFile("a.env", "A=1\nNAME\nsome secret text\n")
                        .lines(
                                "services:\n- {name: a, executable: b, env_file: [a.env]}",
                                Severity.ERROR);

        assertThat(errors).hasSize(2);
        assertThat(errors.get(0))
                .startsWith(
                        "a.env:2:1: error: Expected a value for environment variable \"NAME\".");
        assertThat(errors.get(1)).startsWith("a.env:3:1: error: ").doesNotContain("secret");
    }

    @Test
    void readsNamesInSmallLetters() {
        Service service = new Folder().service("services:\n- {name: WebApi, executable: b}");

        assertThat(service.name()).isEqualTo("webapi");
    }

    @Test
    void meansWhatTyeDocuments() {
        Service service =
                new Folder()
                        .service(
                                "services:\n"
                                        + "- {name: a, executable: b, replicas: ' 3 ', tags: [x]}");

        assertThat(service.replicas()).isEqualTo(3);
        assertThat(service.tags()).containsExactly("x");
        assertThat(service.healthyBeforeReady()).isTrue();
        assertThat(service.restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
    }

    @Test
    void runsNothingForZeroReplicas() {
        assertThat(
                        new Folder()
                                .service("services:\n- {name: a, executable: b, replicas: 0}")
                                .replicas())
                .isZero();
    }

    @Test
    void onlyPointsAtAnExternalService() {
        Service service =
                new Folder()
                        .service(
                                """
                                services:
                                - name: mail
                                  external: True
                                  bindings: [{host: mail.example.com, port: 25, protocol: smtp}]
                                """);

        assertThat(service.external()).isTrue();
        assertThat(service.containers()).isEmpty();
        assertThat(service.bindings().getFirst().advertisedHost()).contains("mail.example.com");
        assertThat(service.bindings().getFirst().advertisedProtocol()).contains("smtp");
    }

    @Test
    void makesAnApplicationNameThatAClusterTakes() {
        assertThat(new Folder().application("name: Voting_Sample.Net\nservices: []").name())
                .isEqualTo("voting-sample-net");
        assertThat(new Folder().application("services: []").name()).isEqualTo("app");
    }
}
