package dev.probity.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String READY = "readinessProbe: {httpGet: {path: /, port: 8080}%s}";

    @Test
    void theSameProbesInOtherWordsAreTheSame() {
        var one = Specs.read(Specs.web(READY.formatted("")));
        var other =
                Specs.read(
                        Specs.web(
                                READY.formatted(
                                        ", periodSeconds: 10, timeoutSeconds: 1,"
                                                + " failureThreshold: 3")));
        assertThat(Comparison.firstDifference(one, other)).isEmpty();
    }

    @Test
    void namesTheFirstDifference() {
        var one = Specs.read(Specs.web(READY.formatted(", periodSeconds: 10")));
        var other = Specs.read(Specs.web(READY.formatted(", periodSeconds: 7")));
        assertThat(Comparison.firstDifference(one, other))
                .get()
                .asString()
                .contains("with steady")
                .contains("web-1 readinessProbe differs first at 7.01s")
                .contains("nothing until 10.01s (Success) here, Success there");
    }

    @Test
    void findsWhatShowsOnBadDaysOnly() {
        var one = Specs.read(Specs.web(READY.formatted(", failureThreshold: 3")));
        var other = Specs.read(Specs.web(READY.formatted(", failureThreshold: 4")));
        assertThat(Comparison.firstDifference(one, other))
                .get()
                .satisfies(found -> assertThat(found.subject()).isEqualTo("web-1 life"));
    }

    @Test
    void aMissingServiceIsADifference() {
        var one = Specs.read(Specs.web());
        var other = Specs.read(Specs.web() + "  app: {command: serve}\n");
        assertThat(Comparison.firstDifference(one, other)).isPresent();
    }

    @Test
    void whatAServiceIsCalledIsNoDifference() {
        String probe = READY.formatted("");
        var one = Specs.read(Specs.web(probe));
        var other = Specs.read(Specs.web(probe).replace("  web:", "  app:"));
        assertThat(Comparison.firstDifference(one, other)).isEmpty();
    }

    @Test
    void tellsTheProbesOfASidecarFromThoseOfTheProgram() {
        String sidecar =
                "initContainers: {proxy: {command: p, restartPolicy: Always, ports: [9000],"
                        + " livenessProbe: {tcpSocket: 9000, periodSeconds: %d}}}";
        var one = Specs.read(Specs.web(sidecar.formatted(10)));
        var other = Specs.read(Specs.web(sidecar.formatted(7)));
        assertThat(Comparison.firstDifference(one, one)).isEmpty();
        assertThat(Comparison.firstDifference(one, other))
                .get()
                .satisfies(found ->
                        assertThat(found.subject()).isEqualTo("web-1 proxy livenessProbe"));
    }
}
