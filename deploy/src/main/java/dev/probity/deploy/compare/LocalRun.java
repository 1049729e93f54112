package dev.probity.deploy.compare;

import dev.probity.deploy.compare.Account.Tally;
import dev.probity.engine.Effect;
import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.journal.Line;
import dev.probity.journal.SegmentReader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run on this machine, read from its journal.
final class LocalRun {
    private final Account.Builder account = new Account.Builder();

    /// When the present incarnation of each replica was launched, in the engine's time.
    private final Map<ReplicaId, Long> launched = new HashMap<>();

    private LocalRun() {}

    /// @param segments of one journal, oldest first
    static Account of(List<Path> segments) throws IOException {
        LocalRun run = new LocalRun();
        for (Path segment : segments) {
            try (SegmentReader reader = SegmentReader.of(segment)) {
                for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                    if (line.get() instanceof Line.Step(long at, _, List<Effect> effects)) {
                        effects.forEach(effect -> run.effect(at, effect));
                    }
                }
            }
        }
        return run.account.build();
    }

    private void effect(long at, Effect effect) {
        if (effect instanceof Effect.Tell(Happening happening)) {
            switch (happening) {
                case Happening.Launching(var incarnation) -> {
                    launched.put(incarnation.replica(), at);
                    account.replica(
                            incarnation.replica().service(), incarnation.replica().toString());
                }
                case Happening.KubernetesEvent event when isOfProbes(event) ->
                        account.event(
                                event.replica().service(),
                                event.reason(),
                                event.message(),
                                new Tally(1, since(event.replica(), at)));
                case Happening.Moved moved when moved.to() == ReplicaState.READY ->
                        account.ready(moved.replica().service(), since(moved.replica(), at));
                default -> {}
            }
        }
    }

    static boolean isOfProbes(String reason, String message) {
        return reason.equals("Unhealthy")
                || reason.equals("ProbeWarning")
                || (reason.equals("Killing") && message.contains(" probe"));
    }

    private static boolean isOfProbes(Happening.KubernetesEvent event) {
        return isOfProbes(event.reason(), event.message());
    }

    private Duration since(ReplicaId replica, long at) {
        return Duration.ofNanos(at - launched.getOrDefault(replica, at));
    }
}
