package dev.probity.engine.probing;

import dev.probity.engine.Happening.KubernetesEvent;
import dev.probity.engine.Outcome;
import dev.probity.engine.WorkerId;

import java.util.Optional;

/// The kubelet's words for an attempt: one event for each that failed, none for a success (R46).
final class ProbeEvents {

    private ProbeEvents() {}

    static Optional<KubernetesEvent> of(WorkerId worker, Outcome outcome) {
        String title = worker.type().title();
        return switch (outcome) {
            case Outcome.Success _, Outcome.Unknown _ -> Optional.empty();
            case Outcome.Warning warning ->
                    Optional.of(
                            event(
                                    worker,
                                    "ProbeWarning",
                                    title + " probe warning: " + warning.output()));
            case Outcome.Failure failure ->
                    Optional.of(
                            event(
                                    worker,
                                    "Unhealthy",
                                    title + " probe failed: " + failure.output()));
            case Outcome.Inconclusive broken ->
                    Optional.of(
                            event(
                                    worker,
                                    "Unhealthy",
                                    title
                                            + " probe errored and resulted in "
                                            + broken.state()
                                            + " state: "
                                            + broken.output()));
        };
    }

    private static KubernetesEvent event(WorkerId worker, String reason, String message) {
        return new KubernetesEvent(worker.replica(), worker.container(), true, reason, message);
    }
}
