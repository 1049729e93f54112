package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

class ProbeEditTest {
    private static final String FILE =
            """
            # The shop.
            name: shop
            services:
              web:   # what people see
                command: run
                ports: [8080]
                readinessProbe:
                  httpGet:
                    path: /ready # not /health: that one is for the balancer
                    port: 8080
                  periodSeconds: 5   # quick
                  # three strikes
                  failureThreshold: 3

              # behind it
              db:
                command: other
            """;

    private static Application read(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return ProbityYaml.read(
                        new Source("probity.yaml", text),
                        Path.of("/shop"),
                        Surroundings.with(Map.of()),
                        diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all() + "\n" + text))
                .application();
    }

    private static ProbePlace place(String text, String service, ProbeType type) {
        Service found = read(text).service(service).orElseThrow();
        return new ProbePlace(found, found.main(), type);
    }

    private static Probe http(String path, int period, int failures) {
        return probe(
                new Handler.HttpGet(
                        Optional.empty(),
                        new PortRef.Numbered(8080),
                        path,
                        Handler.Scheme.HTTP,
                        List.of()),
                period,
                failures);
    }

    private static Probe probe(Handler handler, int period, int failures) {
        return new Probe(
                handler,
                Duration.ZERO,
                Duration.ofSeconds(period),
                Duration.ofSeconds(1),
                1,
                failures,
                Optional.empty());
    }

    /// What comes out, which must mean what was wanted, and nothing else.
    private static String edited(String text, ProbePlace place, Optional<Probe> wanted) {
        String edited = ProbityYaml.edit(text, place, wanted).orElseThrow();
        Service expected = place.with(wanted);
        Application before = read(text);
        List<Service> services =
                before.services().stream()
                        .map(each -> each.name().equals(expected.name()) ? expected : each)
                        .toList();
        assertThat(read(edited))
                .as(edited)
                .isEqualTo(
                        new Application(
                                before.name(), before.directory(), services, before.ingresses()));
        return edited;
    }

    @Test
    void replacesNumbersAndKeepsEveryComment() {
        String edited =
                edited(
                        FILE,
                        place(FILE, "web", ProbeType.READINESS),
                        Optional.of(http("/live", 10, 4)));
        assertThat(edited)
                .isEqualTo(
                        FILE.replace("path: /ready #", "path: /live #")
                                .replace("periodSeconds: 5 ", "periodSeconds: 10 ")
                                .replace("failureThreshold: 3", "failureThreshold: 4"));
    }

    @Test
    void addsWhatWasNotSaid() {
        Probe wanted =
                new Probe(
                        http("/ready", 5, 3).handler(),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        1,
                        3,
                        Optional.empty());
        String edited = edited(FILE, place(FILE, "web", ProbeType.READINESS), Optional.of(wanted));
        assertThat(edited)
                .isEqualTo(
                        FILE.replace(
                                "failureThreshold: 3\n",
                                "failureThreshold: 3\n      initialDelaySeconds: 7\n"
                                        + "      timeoutSeconds: 2\n"));
    }

    @Test
    void addsAProbeBehindTheServicesLastKey() {
        String edited =
                edited(
                        FILE,
                        place(FILE, "db", ProbeType.LIVENESS),
                        Optional.of(probe(new Handler.Exec(List.of("ok", "a b")), 10, 5)));
        assertThat(edited)
                .isEqualTo(
                        FILE
                                + """
                                    livenessProbe:
                                      exec: {command: [ok, "a b"]}
                                      failureThreshold: 5
                                """);
    }

    @Test
    void removesAProbeWithItsLines() {
        String edited = edited(FILE, place(FILE, "web", ProbeType.READINESS), Optional.empty());
        assertThat(edited)
                .contains("ports: [8080]\n\n  # behind it")
                .doesNotContain("readinessProbe");
    }

    @Test
    void putsAnotherHandlerInThePlaceOfOne() {
        Handler tcp = new Handler.TcpSocket(Optional.empty(), new PortRef.Numbered(8080));
        String edited =
                edited(
                        FILE,
                        place(FILE, "web", ProbeType.READINESS),
                        Optional.of(probe(tcp, 5, 3)));
        assertThat(edited)
                .contains("      tcpSocket: {port: 8080}\n      periodSeconds: 5   # quick\n");
    }

    @Test
    void knowsBracesAndShortForms() {
        String braces =
                "services: {web: {command: run, ports: [8080], readinessProbe: {httpGet: /a,"
                        + " periodSeconds: 2}}, b: {command: x}}\n";
        ProbePlace place = place(braces, "web", ProbeType.READINESS);
        assertThat(edited(braces, place, Optional.of(http("/b?c=$d", 2, 7))))
                .contains("readinessProbe: {httpGet: \"/b?c=$$d\",")
                .contains("periodSeconds: 2, failureThreshold: 7}}");
        assertThat(edited(braces, place, Optional.empty())).contains("ports: [8080]}, b:");
        assertThat(
                        edited(
                                braces,
                                place(braces, "b", ProbeType.STARTUP),
                                Optional.of(http("/", 1, 9))))
                .contains("b: {command: x, startupProbe: {httpGet: {path: /, port: 8080},");
    }

    @Test
    void knowsOtherLineBreaksAndLettersBeyondTheFirstPlane() {
        String windows = FILE.replace("# The shop.", "# 🛒 shop, Ω").replace("\n", "\r\n");
        String edited =
                edited(
                        windows,
                        place(windows, "web", ProbeType.READINESS),
                        Optional.of(http("/ready", 6, 3)));
        assertThat(edited).isEqualTo(windows.replace("periodSeconds: 5", "periodSeconds: 6"));
        String added =
                edited(
                        windows,
                        place(windows, "db", ProbeType.READINESS),
                        Optional.of(http("/x", 10, 3)));
        assertThat(added.replace("\r\n", "")).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-p: &p {httpGet: /a}\n"
                        + "services: {web: {command: r, ports: [1], readinessProbe: *p}}",
                "x-p: &p {readinessProbe: {httpGet: /a}}\n"
                        + "services: {web: {<<: *p, command: r, ports: [1]}}",
                "services: {web: &w {command: r, ports: [1], readinessProbe: {httpGet: /a}}}"
            })
    void leavesToPeopleWhatIsSaidElsewhereToo(String text) {
        ProbePlace place = place(text, "web", ProbeType.READINESS);
        assertThat(ProbityYaml.edit(text, place, Optional.of(http("/b", 9, 9)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void meansWhatWasWantedHoweverOftenItIsEdited(long seed) {
        Random random = new Random(seed);
        String text = FILE;
        for (int step = 0; step < 20; step++) {
            String service = random.nextBoolean() ? "web" : "db";
            ProbeType type = List.of(ProbeType.values()).get(random.nextInt(3));
            Optional<Probe> wanted =
                    random.nextInt(5) == 0 ? Optional.empty() : Optional.of(any(random, type));
            text = edited(text, place(text, service, type), wanted);
        }
        assertThat(text).contains("# The shop.", "# what people see", "# behind it");
    }

    private static Probe any(Random random, ProbeType type) {
        Handler handler =
                switch (random.nextInt(4)) {
                    case 0 -> http("/" + random.nextInt(3), 1, 1).handler();
                    case 1 -> new Handler.Exec(List.of("a", "#b: ", "$c", "it's \"d\"\n", "5"));
                    case 2 -> new Handler.TcpSocket(Optional.empty(), new PortRef.Numbered(9000));
                    default -> new Handler.Grpc(new PortRef.Numbered(9001), "true");
                };
        return new Probe(
                handler,
                Duration.ofSeconds(random.nextInt(3)),
                Duration.ofSeconds(1 + random.nextInt(20)),
                Duration.ofSeconds(1 + random.nextInt(3)),
                type == ProbeType.READINESS ? 1 + random.nextInt(3) : 1,
                1 + random.nextInt(5),
                type == ProbeType.READINESS || random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(Duration.ofSeconds(1 + random.nextInt(9))));
    }
}
