package dev.probity.control.api;

import dev.probity.engine.Happening.Attempted;
import dev.probity.engine.Outcome;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.runtime.ProbeHistory;
import dev.probity.runtime.RunningApplication;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a probe has found, in a sentence: its streak, and what its last failures said.
final class ProbeText {
    private static final int QUOTED = 3; // different outputs
    private static final int LONGEST = 160; // characters of one

    private final RunningApplication application;
    private final long now;

    ProbeText(RunningApplication application, long now) {
        this.application = application;
        this.now = now;
    }

    String of(WorkerView worker) {
        StringBuilder text = new StringBuilder("Its ").append(Words.of(worker.id().type()));
        text.append(" probe (").append(HandlerText.of(worker.probe().handler())).append(") ");
        text.append(finding(worker));
        worker.last()
                .ifPresent(last ->
                        text.append(", last ")
                                .append(WhyText.span(now - last.at()))
                                .append(" ago"));
        List<String> outputs = failures(worker);
        if (!outputs.isEmpty()) {
            text.append(": ").append(String.join("; before that: ", outputs));
        }
        return text.append('.').toString();
    }

    private static String finding(WorkerView worker) {
        if (worker.paused()) {
            return "is paused";
        }
        if (worker.last().isEmpty()) {
            return "has not been tried yet";
        }
        if (worker.last().get().outcome() instanceof Outcome.Inconclusive) {
            return "cannot be asked, which counts for nothing";
        }
        String what = worker.passing() ? "has passed " : "has failed ";
        if (worker.streak() <= worker.threshold()) {
            return what + worker.streak() + " of " + worker.threshold() + " times in a row";
        }
        return what + worker.streak() + " times in a row, where " + worker.threshold() + " count";
    }

    /// Latest first, each once.
    private List<String> failures(WorkerView worker) {
        List<ProbeHistory.Entry> history = application.probes().of(worker.id());
        Set<String> outputs = new LinkedHashSet<>();
        for (ProbeHistory.Entry entry : history.reversed()) {
            if (isFailure(entry.attempted()) && outputs.size() < QUOTED) {
                outputs.add(brief(entry.attempted().outcome().output()));
            }
        }
        return new ArrayList<>(outputs);
    }

    private static boolean isFailure(Attempted attempted) {
        return switch (attempted.outcome()) {
            case Outcome.Success _, Outcome.Warning _ -> false;
            case Outcome.Failure _, Outcome.Unknown _, Outcome.Inconclusive _ -> true;
        };
    }

    private static String brief(String output) {
        String line = output.strip().lines().findFirst().orElse("no output");
        String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
