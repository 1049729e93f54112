package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.tune.Proposal;
import dev.probity.simulator.tune.Sample;
import dev.probity.simulator.tune.Tuning;
import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints proposals with the distributions that they are drawn from.
public final class TuningReport {
    private static final int BINS = 8;
    private static final int BAR = 40; // columns of the longest one

    private final Terminal terminal;
    private final OutputFormat format;
    private final double risk;

    public TuningReport(Terminal terminal, OutputFormat format, double risk) {
        this.terminal = terminal;
        this.format = format;
        this.risk = risk;
    }

    public void print(List<Tuning> all, Application application) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        all.forEach(tuning -> json.add(json(tuning)));
        new Printer(terminal, format).print(json, () -> text(all, application));
    }

    private String text(List<Tuning> all, Application application) {
        StringBuilder text = new StringBuilder();
        for (Tuning tuning : all) {
            text.append(tuning.service()).append('\n');
            if (tuning.proposals().isEmpty()) {
                text.append("  Nothing was measured of it.\n");
            }
            for (Proposal proposal : tuning.proposals()) {
                Optional<Probe> present =
                        application
                                .service(tuning.service())
                                .flatMap(service -> service.main().probe(proposal.type()));
                write(proposal, present, text);
            }
            if (tuning.abandoned() > 0) {
                text.append("  ")
                        .append(tuning.abandoned())
                        .append(
                                tuning.abandoned() == 1
                                        ? " start was never over and is"
                                        : " starts were never over and are")
                        .append(" missing here: real ones may be longer.\n");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private void write(Proposal proposal, Optional<Probe> present, StringBuilder text) {
        Sample sample = proposal.sample();
        String what = proposal.type() == ProbeType.STARTUP ? "starts" : "answers";
        text.append(
                "  %d %s took %s to %s, half of them up to %s%n"
                        .formatted(
                                sample.size(),
                                sample.size() == 1 ? what.substring(0, what.length() - 1) : what,
                                seconds(sample.least()),
                                seconds(sample.most()),
                                seconds(sample.median())));
        histogram(sample, text);
        if (proposal.small()) {
            text.append("  A small sample: it cannot show what happens once in ")
                    .append(Math.round(1 / risk))
                    .append(" times. The bound is a guess.\n");
        }
        text.append("  bound ").append(seconds(proposal.bound())).append('\n');
        text.append("  ").append(proposal.type().field()).append(": ");
        text.append(
                "periodSeconds %d, timeoutSeconds %d, failureThreshold %d%s%n"
                        .formatted(
                                proposal.periodSeconds(),
                                proposal.timeoutSeconds(),
                                proposal.failureThreshold(),
                                now(present)));
    }

    private static String now(Optional<Probe> present) {
        return present.map(probe ->
                        " (now %d, %d, %d)"
                                .formatted(
                                        probe.period().toSeconds(),
                                        probe.timeout().toSeconds(),
                                        probe.failureThreshold()))
                .orElse(" (it has none)");
    }

    private static void histogram(Sample sample, StringBuilder text) {
        int[] bins = sample.bins(BINS);
        int most = Arrays.stream(bins).max().orElse(1);
        double width = (sample.most() - sample.least()) / BINS;
        for (int bin = 0; bin < BINS && (width > 0 || bin == 0); bin++) {
            text.append(
                            String.format(
                                    Locale.ROOT,
                                    "    %10s",
                                    seconds(sample.least() + width * (bin + 1))))
                    .append(bins[bin] == 0 ? "" : "  ")
                    .repeat("█", (int) Math.ceil(bins[bin] * (double) BAR / most))
                    .append(bins[bin] == 0 ? "" : " " + bins[bin])
                    .append('\n');
        }
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.3fs" : "%.1fs", seconds);
    }

    private ObjectNode json(Tuning tuning) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("service", tuning.service())
                        .put("risk", risk)
                        .put("abandonedStarts", tuning.abandoned());
        ArrayNode proposals = json.putArray("proposals");
        for (Proposal proposal : tuning.proposals()) {
            proposals
                    .addObject()
                    .put("probe", proposal.type().field())
                    .put("values", proposal.sample().size())
                    .put("small", proposal.small())
                    .put("leastSeconds", proposal.sample().least())
                    .put("medianSeconds", proposal.sample().median())
                    .put("mostSeconds", proposal.sample().most())
                    .put("boundSeconds", proposal.bound())
                    .put("periodSeconds", proposal.periodSeconds())
                    .put("timeoutSeconds", proposal.timeoutSeconds())
                    .put("failureThreshold", proposal.failureThreshold());
        }
        return json;
    }
}
