package dev.probity.cli.simulated;

import dev.probity.simulator.explain.Bounds;
import dev.probity.simulator.explain.Explanation;
import dev.probity.simulator.explain.HandlerWords;
import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An explanation in sentences, with the sums beside the numbers.
final class Sentences {
    private static final int WIDTH = 96; // of a line
    private static final int INDENT = 14;

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder();

    private Sentences(Explanation explanation) {
        this.explanation = explanation;
    }

    static String of(Explanation explanation) {
        return new Sentences(explanation).write();
    }

    private String write() {
        Service service = explanation.service();
        text.append(service.name());
        text.append(
                service.replicas() == 1 ? ": 1 replica" : ": " + service.replicas() + " replicas");
        text.append("\n\n");
        for (Explanation.Asked asked : explanation.probes()) {
            say(title(asked), probe(asked));
        }
        say("Start", start());
        say("Ready", ready());
        say("Hang", hang());
        say("Failure", failure());
        return text.append('\n').toString();
    }

    private static String title(Explanation.Asked asked) {
        String type = asked.type().title();
        return asked.container().kind() == Container.Kind.MAIN
                ? type
                : type + " of " + asked.container().name();
    }

    private static String probe(Explanation.Asked asked) {
        Probe probe = asked.probe();
        int failures = probe.failureThreshold();
        String product =
                failures
                        + (failures == 1 ? " failure" : " failures in a row")
                        + " ("
                        + failures
                        + "\u00a0×\u00a0"
                        + Lengths.text(probe.period())
                        + "\u00a0=\u00a0"
                        + plain(asked)
                        + ")";
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
                + switch (asked.type()) {
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

    /// The product in seconds, as people multiply it.
    private static String plain(Explanation.Asked asked) {
        return asked.times().product().toSeconds() + "s";
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

    private void say(String title, String sentences) {
        String head =
                ("  " + title + " ".repeat(INDENT))
                        .substring(0, Math.max(INDENT, title.length() + 3));
        List<String> lines = Paragraph.lines(sentences, WIDTH - INDENT);
        text.append(head).append(lines.getFirst()).append('\n');
        lines.stream()
                .skip(1)
                .forEach(line -> text.append(" ".repeat(INDENT)).append(line).append('\n'));
    }
}
