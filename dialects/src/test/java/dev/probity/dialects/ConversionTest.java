package dev.probity.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

/// What becomes of an application in another language, and what is said to be lost.
class ConversionTest {

    private static Application application(String service) {
        return TestFiles.application(
                "probity", "name: web\nservices:\n  web:\n    image: nginx\n    " + service + "\n");
    }

    private static String losses(String dialect, String service) {
        return TestFiles.write(dialect, application(service)).losses().stream()
                .map(Loss::toString)
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    gradient    | livenessProbe: {tcpSocket: 80}          | services.web.livenessProbe: error: Gradient has no tcpSocket probe; a replica that hangs is not restarted
                    gradient    | readinessProbe: {httpGet: {path: /, port: 80, scheme: HTTPS}} | services.web.readinessProbe: error: Gradient has no HTTPS probe
                    gradient    | readinessProbe: {exec: [a], successThreshold: 2} | successThreshold: warning: Gradient has no key for it; one success is enough, instead of 2
                    truefoundry | startupProbe: {exec: [a]}               | services.web.startupProbe: error: TrueFoundry has no exec probe; the other probes begin at once
                    truefoundry | readinessProbe: {httpGet: {path: /, port: 80, httpHeaders: [{name: A, value: b}]}} | services.web.readinessProbe.httpHeaders: warning
                    blueprint   | readinessProbe: {grpc: 80}              | services.web.readinessProbe: error: a blueprint has no grpc probe
                    tye         | startupProbe: {httpGet: {path: /, port: 80}} | services.web.startupProbe: error: Tye has no startup probe
                    tye         | livenessProbe: {tcpSocket: 80}          | services.web.livenessProbe: error: Tye's probes are http only
                    gradient    | user: root                              | services.web.user: warning: Gradient has no key for it; the image's own user runs it
                    tye         | terminationGracePeriodSeconds: 5        | services.web.terminationGracePeriodSeconds: warning
                    truefoundry | preStop: {sleep: 1}                     | services.web.preStop: warning
                    gradient    | env: {PASSWORD: x}                      | services.web.env.PASSWORD: note: it looks like a secret
                    gradient    | arguments: [a]                          | services.web.arguments: error
                    """)
    void saysWhatIsLost(String dialect, String service, String loss) {
        assertThat(losses(dialect, service)).contains(loss);
    }

    @ParameterizedTest
    @CsvSource({"gradient", "truefoundry", "blueprint"})
    void doesNotTakeAProgramForAnImage(String dialect) {
        Application application =
                TestFiles.application("probity", "services: {web: {command: [sleep, '1']}}");

        assertThat(TestFiles.write(dialect, application).losses())
                .anyMatch(loss -> loss.field().equals("services.web.command"));
    }

    @Test
    void waitsForTheStartupBudgetInTye() {
        Conversion conversion =
                TestFiles.write(
                        "tye",
                        application(
                                """
                                ports: [80]
                                    startupProbe: {httpGet: /, periodSeconds: 5, failureThreshold: 30}
                                    livenessProbe: {httpGet: /, initialDelaySeconds: 10}
                                """));
        Probe liveness =
                TestFiles.application("tye", conversion.text())
                        .services()
                        .getFirst()
                        .main()
                        .livenessProbe()
                        .orElseThrow();

        assertThat(liveness.initialDelay()).hasSeconds(29 * 5 + 1);
        assertThat(conversion.text()).contains("# - services.web.startupProbe: Tye has no");
    }

    @Test
    void writesTheNumbersThatTyeActedOn() {
        Application tye =
                TestFiles.application(
                        "tye",
                        """
                        services:
                        - name: a
                          executable: b
                          bindings: [{protocol: http}]
                          liveness: {http: {path: /}}
                          readiness: {http: {path: /}}
                        """);
        Service observed = TestFiles.dialect("tye").observed(tye).services().getFirst();

        assertThat(observed.main().livenessProbe().orElseThrow().failureThreshold()).isEqualTo(4);
        assertThat(observed.main().livenessProbe().orElseThrow().successThreshold()).isEqualTo(1);
        assertThat(observed.main().readinessProbe().orElseThrow().successThreshold()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "gradient, secret:key",
        "truefoundry, tfy-secret://TENANT:GROUP:key",
        "probity, {secret:store/key}",
        "blueprint, '\"secret_name\" : \"store\"'"
    })
    void namesASecretInTheWordsOfTheTarget(String dialect, String text) {
        assertThat(
                        TestFiles.write(
                                        dialect,
                                        application("env: {TOKEN: \"{secret:store/key}\"}"))
                                .text())
                .contains(text);
    }

    @Test
    void keepsAGroupOfServicesTogether() {
        Application two =
                TestFiles.application(
                        "probity",
                        """
                        name: shop
                        services:
                          db: {image: db, ports: [5432/tcp]}
                          web: {image: web, dependsOn: [db], env: {DB: "{service:db:host}"}}
                        """);

        assertThat(TestFiles.write("gradient", two).text()).contains("---\n");
        assertThat(TestFiles.write("truefoundry", two).text()).contains("type: application-set");
        assertThat(TestFiles.write("blueprint", two).text())
                .contains("\"deployment_group\"", "${db.internal_dns_name}", "\"depends_on\"");
    }
}
