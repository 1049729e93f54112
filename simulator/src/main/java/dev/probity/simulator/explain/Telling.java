package dev.probity.simulator.explain;

import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An explanation in sentences, with the sums beside the numbers.
public final class Telling {
    private final Explanation explanation;

    private Telling(Explanation explanation) {
        this.explanation = explanation;
    }

    /// @param title what it is about: a probe, or an occasion such as `Hang`
    public record Paragraph(String title, String text) {}

    /// Each probe, then what they amount to.
    public static List<Paragraph> of(Explanation explanation) {
        Telling telling = new Telling(explanation);
        List<Paragraph> paragraphs = new ArrayList<>();
        for (Explanation.Asked asked : explanation.probes()) {
            paragraphs.add(new Paragraph(title(asked), of(asked.type(), asked.probe())));
        }
        paragraphs.add(new Paragraph("Start", telling.start()));
        paragraphs.add(new Paragraph("Ready", telling.ready()));
        paragraphs.add(new Paragraph("Hang", telling.hang()));
        paragraphs.add(new Paragraph("Failure", telling.failure()));
        return paragraphs;
    }

    private static String title(Explanation.Asked asked) {
        String type = asked.type().title();
        return asked.container().kind() == Container.Kind.MAIN
                ? type
                : type + " of " + asked.container().name();
    }

    /// What one probe asks and does.
    public static String of(ProbeType type, Probe probe) {
        int failures = probe.failureThreshold();
        String product =
                failures
                        + (failures == 1 ? " failure" : " failures in a row")
                        + " ("
                        + failures
                        + "\u00a0×\u00a0"
                        + Lengths.text(probe.period())
                        + "\u00a0=\u00a0"
                        + new ProbeTimes(probe).product().toSeconds() // as people multiply it
                        + "s)";
        String ask =
                "Asks "
                        + HandlerWords.of(probe.handler())
                        + " every "
                        + Lengths.text(probe.period())
                        + (probe.initialDelay().isZero()
                                ? ""
                                : ", after a delay of " + Lengths.text(probe.initialDelay()))
                        + ", and waits "
                        + Lengths.text(probe.timeout())
                        + " for each answer. ";
        return ask
                + switch (type) {
                    case STARTUP ->
                            "Until it succeeds nothing else is asked; it kills after "
                                    + product
                                    + ".";
                    case LIVENESS -> "It kills after " + product + ".";
                    case READINESS ->
                            "It stops traffic after "
                                    + product
                                    + " and lets it back after "
                                    + probe.successThreshold()
                                    + (probe.successThreshold() == 1
                                            ? " success."
                                            : " successes in a row.");
                };
    }

    private String start() {
        Optional<Bounds> startup = explanation.startup();
        Container main = explanation.service().main();
        if (startup.isEmpty()) {
            return "It may take for ever: no probe gives up on it.";
        }
        String by = main.startupProbe().isPresent() ? "startup" : "liveness";
        return "It has "
                + seconds(startup.get().most())
                + " at most, and "
                + seconds(startup.get().least())
                + " in any case: then the "
                + by
                + " probe has it killed and launched again.";
    }

    private static String seconds(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : Lengths.text(length);
    }

    private String ready() {
        Container main = explanation.service().main();
        String rest =
                main.startupProbe().isEmpty() && main.readinessProbe().isEmpty()
                        ? " No probe asks whether it is, so traffic comes at once."
                        : "";
        return "Takes traffic "
                + range(explanation.ready())
                + " after its start when it answers from the first moment on."
                + rest;
    }

    private static String range(Bounds bounds) {
        return bounds.least().equals(bounds.most())
                ? seconds(bounds.least())
                : seconds(bounds.least()) + " to " + seconds(bounds.most());
    }

    private String hang() {
        if (explanation.hang().isEmpty() || explanation.relaunched().isEmpty()) {
            return "Nobody notices, unless readiness does: without a liveness probe it is never"
                    + " launched again.";
        }
        return "A hang is seen after "
                + range(explanation.hang().get())
                + ". Then it is told to end, by SIGKILL at the latest; its next launch is "
                + range(explanation.relaunched().get())
                + " after the hang began. Further ones wait 10s, doubling up to 5m.";
    }

    private String failure() {
        if (explanation.withdrawn().isEmpty() || explanation.returned().isEmpty()) {
            return "No readiness probe: it takes traffic whenever it runs"
                    + (has(ProbeType.STARTUP) ? " and has started." : ".");
        }
        return "Without an answer of its readiness it takes no traffic after "
                + range(explanation.withdrawn().get())
                + " (an answer that never comes adds its time-out), and takes it again "
                + range(explanation.returned().get())
                + " after it says yes.";
    }

    private boolean has(ProbeType type) {
        return explanation.service().main().probe(type).isPresent();
    }
}
