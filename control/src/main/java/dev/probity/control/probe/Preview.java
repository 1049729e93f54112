package dev.probity.control.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.simulator.Alone;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.explain.Explanation;
import dev.probity.simulator.explain.Telling;
import dev.probity.simulator.lint.Finding;
import dev.probity.simulator.lint.Healthy;
import dev.probity.simulator.lint.Lint;
import dev.probity.simulator.lint.Rule;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.StandardBehaviour;
import dev.probity.spec.Application;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a service's probes would do: findings, sentences, and a picture of some minutes. All of it
/// is simulated; nothing that runs is touched.
public final class Preview {
    /// Beyond these a simulation takes longer than one waits for it while typing.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_FAILURES = 1_000;
    private static final Duration MOST_PATIENCE = Duration.ofHours(6);

    private final Application application;
    private final Service service;

    /// @param service as it would be
    public Preview(Application application, Service service) {
        this.application = application;
        this.service = service;
    }

    /// @param origins of the file, for places in findings
    public void write(ObjectNode json, Map<String, Origin> origins) {
        ArrayNode findings = json.putArray("findings");
        ArrayNode sentences = json.putArray("explanation");
        if (!isSimulable()) {
            findings.addObject()
                    .put("rule", "not-simulated")
                    .put("level", "note")
                    .put(
                            "message",
                            "with numbers as large as these nothing is simulated; they may be"
                                    + " applied all the same");
            return;
        }
        Resolved alone =
                new Resolved(
                        new Application(
                                application.name(),
                                application.directory(),
                                List.of(service),
                                List.of()),
                        origins,
                        List.of());
        Lint.of(alone, Healthy.USUAL).forEach(finding -> finding(findings.addObject(), finding));
        Explanation explanation = Explanation.of(alone).getFirst();
        for (Telling.Paragraph paragraph : Telling.of(explanation)) {
            sentences.add(paragraph.title() + ": " + paragraph.text());
        }
        timeline(json.putObject("timeline"), explanation);
    }

    private boolean isSimulable() {
        return service.containers().stream()
                .flatMap(container ->
                        Stream.of(ProbeType.values())
                                .flatMap(type -> container.probe(type).stream()))
                .allMatch(Preview::isSimulable);
    }

    private static boolean isSimulable(Probe probe) {
        return Stream.of(probe.initialDelay(), probe.period(), probe.timeout())
                        .allMatch(length -> length.compareTo(LONGEST) <= 0)
                && probe.failureThreshold() <= MOST_FAILURES
                && probe.successThreshold() <= MOST_FAILURES
                && probe.period().multipliedBy(probe.failureThreshold()).compareTo(MOST_PATIENCE)
                        <= 0;
    }

    private static void finding(ObjectNode json, Finding finding) {
        json.put("rule", finding.rule().id())
                .put("level", level(finding.rule()))
                .put("message", finding.message())
                .put("behaviour", finding.behaviour())
                .put("remedy", finding.rule().remedy());
        finding.fix()
                .ifPresent(fix -> {
                    ArrayNode changes = json.putArray("fix");
                    for (Finding.Change change : fix.changes()) {
                        ObjectNode one = changes.addObject().put("path", change.path());
                        change.from().ifPresent(from -> one.put("from", from));
                        one.put("to", change.to());
                    }
                });
    }

    /// Killing what is well is worse than noticing late.
    private static String level(Rule rule) {
        return switch (rule) {
            case START_IS_KILLED, SLOW_ANSWER_IS_KILLED, OUTAGE_IS_KILLED, PAUSE_IS_KILLED ->
                    "error";
            case HANG_KEEPS_TRAFFIC, TRAFFIC_BEFORE_LOADED, ROLL_OUT_WAITS -> "warning";
        };
    }

    private void timeline(ObjectNode json, Explanation explanation) {
        Scenario story = explanation.story();
        Duration patience =
                explanation.startup().map(bounds -> bounds.most()).orElse(Duration.ofMinutes(1));
        Scenario never =
                Scenario.of(
                        Alone.of(service, 1),
                        Cast.of(StandardBehaviour.NEVER_UP.behaviour()),
                        patience.plusSeconds(10));
        json.put("seconds", Math.max(Timeline.seconds(story), Timeline.seconds(never)));
        ArrayNode scenarios = json.putArray("scenarios");
        Timeline.write(
                scenarios.addObject(), "story", "It " + story.cast().words(service.name()), story);
        Timeline.write(scenarios.addObject(), "never-up", "It never answers", never);
    }
}
