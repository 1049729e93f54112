package dev.probity.simulator.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.Specs;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;
import dev.probity.spec.Origin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class LintTest {
    private static String probe(String type, String path, String numbers) {
        return "%s: {httpGet: {path: /%s, port: 8080}%s}"
                .formatted(type, path, numbers.isEmpty() ? "" : ", " + numbers);
    }

    private static List<Finding> findings(String... lines) {
        return Lint.of(Specs.read(Specs.web(lines)), Healthy.USUAL);
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).toList();
    }

    @Test
    void nothingIsSaidOfThreeProbesThatDoNoHarm() {
        assertThat(Lint.of(Specs.read(Specs.THREE_PROBES), Healthy.USUAL)).isEmpty();
    }

    @Test
    void aPulseEveryTenMinutesLeavesTrafficToTheDead() {
        List<Finding> findings =
                findings(
                        probe(
                                "startupProbe",
                                "health",
                                "initialDelaySeconds: 10, periodSeconds: 2, failureThreshold: 30"),
                        probe(
                                "livenessProbe",
                                "health",
                                "initialDelaySeconds: 600, periodSeconds: 600"));
        assertThat(rules(findings)).containsExactly("hang-keeps-traffic");
        // The ticks come 600 s apart; the third one fails after its second of time-out.
        assertThat(findings.getFirst().message())
                .isEqualTo("a replica that hangs takes traffic for 29m51s");
        assertThat(findings.getFirst().fix()).isPresent();
    }

    @Test
    void aProbeEverySecondKillsStartsAndPauses() {
        List<Finding> findings =
                findings(
                        probe("livenessProbe", "lively", "periodSeconds: 1"),
                        probe("readinessProbe", "ready", "periodSeconds: 1"));
        assertThat(rules(findings)).containsExactly("start-is-killed", "pause-is-killed");
        assertThat(findings.getFirst().message()).contains("a start of 2.001s is killed");
        assertThat(findings.getFirst().fix().orElseThrow().changes().getFirst().path())
                .isEqualTo("services.web.startupProbe");
        assertThat(findings.get(1).fix().orElseThrow().changes())
                .containsExactly(
                        new Finding.Change(
                                "services.web.livenessProbe.failureThreshold",
                                Optional.of("3"),
                                "7"));
        assertThat(findings.getFirst().origin().orElseThrow()).isInstanceOf(Origin.Position.class);
    }

    @Test
    void oneQuestionForBothLetsAnOutageKill() {
        List<Finding> findings =
                findings(
                        probe("startupProbe", "health", "failureThreshold: 6"),
                        probe("livenessProbe", "health", ""),
                        probe("readinessProbe", "health", ""));
        assertThat(rules(findings)).containsExactly("outage-is-killed");
        assertThat(findings.getFirst().message())
                .isEqualTo("an outage of a dependency for 20.002s kills the replicas");
    }

    @Test
    void noProbeAtAllSendsTrafficToWhatDoesNotListen() {
        List<Finding> findings = findings();
        assertThat(rules(findings)).containsExactly("hang-keeps-traffic", "traffic-before-loaded");
        assertThat(findings).allMatch(finding -> finding.fix().isEmpty());
    }

    @Test
    void aLongDelayMakesRollOutsWait() {
        List<Finding> findings =
                findings(
                        probe("startupProbe", "health", "failureThreshold: 6"),
                        probe("readinessProbe", "ready", "initialDelaySeconds: 90"));
        assertThat(rules(findings)).contains("roll-out-waits");
        assertThat(findings.getLast().fix().orElseThrow().changes().getFirst().to()).isEqualTo("0");
    }

    @Test
    void whatAHealthyReplicaMayDoIsTheUsersToSay() {
        Healthy slow =
                new Healthy(
                        Duration.ofSeconds(200),
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60));
        assertThat(rules(Lint.of(Specs.read(Specs.THREE_PROBES), slow)))
                .containsExactly("start-is-killed", "slow-answer-is-killed");
    }

    /// The behaviour of a finding is the smallest: a millisecond less does no harm.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    starts in 10s, loads in 20.001s | true
                    starts in 10s, loads in 20s     | false
                    """)
    void theWitnessCanBeSimulatedByAnybody(String behaviour, boolean killed) {
        String yaml = Specs.web(probe("livenessProbe", "livez", ""));
        List<Finding> findings = Lint.of(Specs.read(yaml), Healthy.USUAL);
        assertThat(findings.getFirst().behaviour()).isEqualTo("starts in 10s, loads in 20.001s");
        Application application = Specs.application(yaml);
        boolean[] seen = {false};
        Simulation.run(
                Scenario.of(
                        application,
                        Cast.of(List.of(behaviour), application),
                        Duration.ofMinutes(1)),
                (at, happening) ->
                        seen[0] |=
                                happening instanceof Happening.Killing killing
                                        && killing.reason() == KillReason.LIVENESS);
        assertThat(seen[0]).isEqualTo(killed);
        assertThat(findings.getFirst().witness())
                .extracting(Finding.Line::text)
                .contains("killed: liveness has failed");
    }

    @Test
    void everyRuleSaysWhatItIsAbout() {
        for (String id : Rule.ids()) {
            Rule rule = Rule.named(id).orElseThrow();
            assertThat(rule.title()).endsWith(".");
            assertThat(rule.reason()).hasSizeGreaterThan(50);
            assertThat(rule.remedy()).isNotBlank();
        }
    }
}
