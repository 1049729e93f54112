package dev.probity.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a dialect reads it writes so that it reads the same again.
class RoundTripTest {
    /// Probes that TrueFoundry's API refuses are read and never written.
    private static final Set<String> REFUSED =
            Set.of(
                    "doc__skills-shared-health-probes__01.yaml",
                    "doc__skills-shared-manifest-schema__05.yaml",
                    "doc__skills-shared-manifest-schema__06.yaml");

    record Case(String dialect, String file, Application application) {
        @Override
        public String toString() {
            return dialect + "/" + file;
        }
    }

    static Stream<Case> readable() {
        return Stream.of("blueprint", "gradient", "truefoundry", "tye")
                .flatMap(dialect ->
                        TestFiles.names(dialect).stream()
                                .flatMap(file ->
                                        read(dialect, file)
                                                .map(application ->
                                                        new Case(dialect, file, application))
                                                .stream()));
    }

    private static Optional<Application> read(String dialect, String file) {
        return TestFiles.read(dialect, TestFiles.source(dialect, file))
                .resolved()
                .map(Resolved::application);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void readsWhatItHasWritten(Case example) {
        Conversion conversion = TestFiles.write(example.dialect(), example.application());

        if (REFUSED.contains(example.file())) {
            assertThat(conversion.losses()).anyMatch(loss -> loss.field().contains("Probe"));
        } else {
            assertThat(runnable(TestFiles.application(example.dialect(), conversion.text())))
                    .isEqualTo(runnable(example.application()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void isWrittenInEveryOtherDialectAndReadAgain(Case example) {
        for (Dialect target : Dialects.all()) {
            if (target.writer().isEmpty() || target.name().equals(example.dialect())) {
                continue;
            }
            Conversion conversion = TestFiles.write(target.name(), example.application());
            Reading reading =
                    TestFiles.read(
                            target.name(),
                            new dev.probity.spec.text.Source("file", conversion.text()));
            boolean complete =
                    conversion.losses().stream()
                            .noneMatch(loss ->
                                    loss.severity() == dev.probity.spec.Diagnostic.Severity.ERROR);
            if (complete) {
                assertThat(reading.resolved())
                        .as(
                                "%s as %s:\n%s\n%s",
                                example, target.name(), TestFiles.lines(reading), conversion.text())
                        .isPresent();
            }
        }
    }

    /// What cannot run is not in the model: only that there is something, and of which kind.
    private static Application runnable(Application application) {
        return application.withServices(
                application.services().stream()
                        .map(service -> service.withContainers(plain(service)))
                        .toList());
    }

    private static List<Container> plain(Service service) {
        return service.containers().stream()
                .map(container ->
                        container.workload() instanceof Workload.Unrunnable(String kind, _)
                                ? new Container(
                                        container.name(),
                                        container.kind(),
                                        new Workload.Unrunnable(kind, "-"),
                                        container.environment(),
                                        container.workingDirectory(),
                                        container.user(),
                                        container.ports(),
                                        container.startupProbe(),
                                        container.livenessProbe(),
                                        container.readinessProbe(),
                                        container.preStop())
                                : container)
                .toList();
    }

    @ParameterizedTest(name = "{0} keeps what it can say of a program")
    @CsvSource({"probity", "tye"})
    void keepsAProgram(String dialect) {
        Application application =
                TestFiles.application(
                        "probity",
                        """
                        name: shop
                        services:
                          web:
                            command: [java, -jar, "my web.jar", --port, "{port}", "a\\"b\\\\"]
                            replicas: 2
                            env: {MODE: "yes", EMPTY: ""}
                            ports: [{port: 8080, protocol: http}]
                            healthyBeforeReady: true
                            livenessProbe: {httpGet: /lively, failureThreshold: 5}
                            readinessProbe:
                              httpGet: {path: /ready, httpHeaders: [{name: X, value: "1"}]}
                              periodSeconds: 2
                            tags: [front]
                        ingress: {ports: [9000], rules: [{path: /a, service: web}]}
                        """);

        Conversion conversion = TestFiles.write(dialect, application);
        Application again = TestFiles.application(dialect, conversion.text());
        Container before = application.services().getFirst().main();
        Container after = again.services().getFirst().main();

        assertThat(conversion.losses()).isEmpty();
        assertThat(after.workload()).isEqualTo(before.workload());
        assertThat(after.livenessProbe()).isEqualTo(before.livenessProbe());
        assertThat(after.readinessProbe()).isEqualTo(before.readinessProbe());
        assertThat(after.environment()).containsAll(before.environment());
        assertThat(again.ingresses().getFirst().rules())
                .isEqualTo(application.ingresses().getFirst().rules());
    }
}
