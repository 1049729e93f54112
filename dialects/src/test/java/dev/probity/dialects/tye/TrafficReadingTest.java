package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Handler.HttpGet;
import dev.probity.spec.Handler.PortRef.Named;
import dev.probity.spec.Handler.PortRef.Numbered;
import dev.probity.spec.Handler.Scheme;
import dev.probity.spec.Ingress;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What becomes of bindings, probes and ingresses.
class TrafficReadingTest {

    private static Service service(String keys) {
        return new Folder().service("services:\n- name: a\n" + keys.indent(2));
    }

    private static HttpGet liveness(Service service) {
        return (HttpGet) service.main().livenessProbe().orElseThrow().handler();
    }

    @Test
    void givesEveryBindingAPortOfTheProgram() {
        Service service =
                service(
                        """
                        executable: b
                        bindings:
                        - {name: web, port: 8080, containerPort: 80, protocol: http}
                        - {name: Admin, port: 8081}
                        """);

        assertThat(service.main().ports())
                .containsExactly(
                        new Port("web", OptionalInt.of(8080)),
                        new Port("admin", OptionalInt.of(8081)));
        assertThat(service.bindings()).extracting(Binding::name).containsExactly("web", "Admin");
        assertThat(service.bindings())
                .extracting(Binding::protocol)
                .containsExactly(Protocol.HTTP, Protocol.TCP);
        assertThat(service.bindings())
                .extracting(Binding::targetPort)
                .containsExactly("web", "admin");
    }

    @ParameterizedTest(name = "{0} listens on {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {protocol: http} | 80
                    {protocol: https} | 443
                    {port: 6379} | 6379
                    {port: 8080, containerPort: 3000, protocol: http} | 3000
                    """)
    void knowsWhereAnImageListens(String binding, int number) {
        assertThat(service("image: i\nbindings: [" + binding + "]").main().ports())
                .extracting(Port::number)
                .containsExactly(OptionalInt.of(number));
    }

    @Test
    void letsTwoPublicPortsLeadToOnePortOfAnImage() {
        Service service =
                service(
                        """
                        image: i
                        bindings:
                        - {name: x, port: 1001, containerPort: 80}
                        - {name: y, port: 1002, containerPort: 80}
                        """);

        assertThat(service.main().ports()).containsExactly(new Port("x", OptionalInt.of(80)));
        assertThat(service.bindings()).extracting(Binding::targetPort).containsExactly("x", "x");
    }

    @ParameterizedTest(name = "{0} is carried as {1} and told as {2}")
    @CsvSource({"http, HTTP, ''", "https, TCP, https", "amqp, TCP, amqp", "tcp, TCP, tcp"})
    void carriesWhatItDoesNotKnowAsTcp(String written, Protocol carried, String told) {
        Binding binding =
                service("executable: b\nbindings: [{protocol: " + written + "}]")
                        .bindings()
                        .getFirst();

        assertThat(binding.protocol()).isEqualTo(carried);
        assertThat(binding.advertisedProtocol().orElse("")).isEqualTo(told);
    }

    @Test
    void givesAWebProjectItsHttpBinding() {
        Service none = service("project: api.csproj");
        Service unsaid = service("project: api.csproj\nbindings: [{port: 7000}]");

        assertThat(none.bindings()).extracting(Binding::protocol).containsExactly(Protocol.HTTP);
        assertThat(unsaid.bindings()).extracting(Binding::protocol).containsExactly(Protocol.HTTP);
    }

    @Test
    void hasTyesDefaultsForProbes() {
        Probe probe =
                service(
                                """
                                executable: b
                                bindings: [{protocol: http}]
                                readiness: {http: {path: /ready}}
                                """)
                        .main()
                        .readinessProbe()
                        .orElseThrow();

        assertThat(probe)
                .isEqualTo(
                        new Probe(
                                new HttpGet(
                                        Optional.empty(),
                                        new Named("http"),
                                        "/ready",
                                        Scheme.HTTP,
                                        List.of()),
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                1,
                                3,
                                Optional.empty()));
    }

    @ParameterizedTest(name = "a probe with {0} asks {1} in {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    path: /                                | 1000 | HTTP
                    path: /, port: 1001                    | 1001 | HTTP
                    path: /, protocol: https               | 1002 | HTTPS
                    path: /, port: 1002, protocol: https   | 1002 | HTTPS
                    """)
    void asksTheReplicasOwnPortOfTheBindingThatFits(String http, int port, Scheme scheme) {
        HttpGet get =
                liveness(
                        service(
                                """
                                executable: b
                                bindings:
                                - {name: x, port: 1000, protocol: http}
                                - {name: y, port: 1001, protocol: http}
                                - {name: z, port: 1002, protocol: https}
                                liveness: {http: {%s}}
                                """
                                        .formatted(http)));

        assertThat(get.port()).isEqualTo(new Numbered(port));
        assertThat(get.scheme()).isEqualTo(scheme);
    }

    @Test
    void asksAnImageWhereItListens() {
        HttpGet get =
                liveness(
                        service(
                                """
                                image: i
                                bindings: [{port: 8080, containerPort: 80, protocol: http}]
                                liveness: {http: {path: live, port: 8080}}
                                """));

        assertThat(get.port()).isEqualTo(new Numbered(80));
        assertThat(get.path()).isEqualTo("/live");
    }

    @Test
    void takesAProbedBindingWithoutProtocolForHttp() {
        Service service =
                service(
                        """
                        executable: b
                        bindings: [{port: 8080}]
                        liveness: {http: {path: /}}
                        """);

        assertThat(service.bindings().getFirst().protocol()).isEqualTo(Protocol.HTTP);
        assertThat(liveness(service).scheme()).isEqualTo(Scheme.HTTP);
    }

    @Test
    void routesByHostAndPrefix() {
        Application application =
                new Folder()
                        .application(
                                """
                                services:
                                - {name: AppA, executable: a, bindings: [{protocol: http}]}
                                ingress:
                                - name: Ingress
                                  bindings: [{port: 8080, ip: "*"}]
                                  rules:
                                  - {path: /A/, service: appa}
                                  - {path: C, preservePath: TRUE, service: APPA}
                                  - {host: "*.Example.com", service: appA}
                                  - {host: "*", path: /any, service: appA}
                                """);
        Ingress ingress = application.ingresses().getFirst();

        assertThat(ingress.name()).isEqualTo("ingress");
        assertThat(ingress.listens())
                .containsExactly(new Ingress.Listen("", "0.0.0.0", OptionalInt.of(8080)));
        assertThat(ingress.rules())
                .extracting(Ingress.Rule::path)
                .containsExactly("/A", "/C", "/", "/any");
        assertThat(ingress.rules())
                .extracting(Ingress.Rule::preservePath)
                .containsExactly(false, true, false, false);
        assertThat(ingress.rules())
                .extracting(rule -> rule.host().orElse(""))
                .containsExactly("", "", "*.example.com", "");
        assertThat(ingress.rules())
                .allMatch(rule -> rule.pathType() == Ingress.PathType.PREFIX)
                .allMatch(rule -> rule.service().equals("appa"));
    }

    @Test
    void routesToTheFirstHttpBinding() {
        Application application =
                new Folder()
                        .application(
                                """
                                services:
                                - name: a
                                  executable: b
                                  bindings: [{name: q, protocol: amqp}, {name: w, protocol: http}]
                                ingress:
                                - {name: i, bindings: [{port: 1}], rules: [{service: a}]}
                                """);

        assertThat(application.ingresses().getFirst().rules().getFirst().binding()).isEqualTo("w");
    }

    @ParameterizedTest(name = "a rule to {0} is left out: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {name: a, executable: b} | does not have any HTTP or HTTPs bindings
                    {name: a, external: true, bindings: [{protocol: http}]} | external
                    {name: a, executable: b, bindings: [{protocol: https}]} | HTTP
                    """)
    void leavesOutARuleThatLeadsNowhere(String service, String reason) {
        String text =
                "services: [%s]\ningress: [{name: i, bindings: [{port: 1}], rules: [{service: a}]}]"
                        .formatted(service);

        assertThat(new Folder().application(text).ingresses().getFirst().rules()).isEmpty();
        assertThat(new Folder().lines(text, Severity.WARNING))
                .singleElement()
                .asString()
                .contains("the rule is left out", reason);
    }

    @Test
    void keepsTheTokensOfAConnectionString() {
        Binding binding =
                service(
                                """
                                image: postgres
                                env: [PASS=secret]
                                bindings: [{port: 5432, connectionString: "H=${host};P=${port};X=${env:pass}"}]
                                """)
                        .bindings()
                        .getFirst();

        assertThat(binding.connectionString()).contains("H=${host};P=${port};X=${env:PASS}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ${hots} | No available substitutions found for token '${hots}'.
                    ${protocol} | No available substitutions found for token '${protocol}'.
                    ${env:NONE} | No available substitutions found for token '${env:NONE}'.
                    ${service:b:host} | No available substitutions found for token '${service:b:host}'.
                    ${service:a:x:host} | No available substitutions found for token '${service:a:x:host}'.
                    a ${host | contains an unclosed replacement token '${host'.
                    """)
    void warnsOfATokenThatStandsForNothing(String string, String message) {
        List<String> warnings =
                new Folder()
                        .lines(
                                "services: [{name: a, image: i, bindings: [{connectionString: \"%s\"}]}]"
                                        .formatted(string),
                                Severity.WARNING);

        assertThat(warnings).singleElement().asString().contains(message);
    }
}
