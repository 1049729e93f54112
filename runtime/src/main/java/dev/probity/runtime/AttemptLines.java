package dev.probity.runtime;

import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.WorkerId;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says once what is wrong when a probe begins to fail, and not again until it has passed.
///
/// A program that has just been launched does not listen yet: that is no news for some seconds.
final class AttemptLines {
    private static final Duration STARTING_UP = Duration.ofSeconds(3);

    /// How much of an output fits a line.
    private static final int SHOWN = 200;

    private final Map<Incarnation, Long> runningSince = new HashMap<>();
    private final Set<Incarnation> ending = new HashSet<>();
    private final Map<WorkerId, Incarnation> passed = new HashMap<>();
    private final Map<WorkerId, Incarnation> said = new HashMap<>();

    void running(long at, Incarnation incarnation) {
        runningSince.put(incarnation, at);
    }

    /// It was told to end: that it does not answer any more is no news.
    void ending(Incarnation incarnation) {
        ending.add(incarnation);
    }

    void forget(Incarnation incarnation) {
        ending.remove(incarnation);
        runningSince.remove(incarnation);
        passed.values().remove(incarnation);
        said.values().remove(incarnation);
    }

    Optional<LogLine> of(long at, Happening.Attempted attempted) {
        return switch (attempted.outcome()) {
            case Outcome.Success _, Outcome.Warning _ -> {
                said.remove(attempted.worker());
                passed.put(attempted.worker(), attempted.incarnation());
                yield Optional.empty();
            }
            case Outcome.Failure(String output) -> say(at, attempted, "failed", output);
            case Outcome.Unknown(String output) -> say(at, attempted, "failed", output);
            case Outcome.Inconclusive broken ->
                    say(at, attempted, "could not be asked", broken.output());
        };
    }

    private Optional<LogLine> say(
            long at, Happening.Attempted attempted, String what, String output) {
        Incarnation incarnation = attempted.incarnation();
        boolean isSaid = incarnation.equals(said.get(attempted.worker()));
        if (isSaid || ending.contains(incarnation) || isStartingUp(at, attempted)) {
            return Optional.empty();
        }
        said.put(attempted.worker(), incarnation);
        String probe = attempted.worker().type().title();
        return Optional.of(
                LogLine.warning(
                        probe + " probe of " + incarnation + " " + what + ": " + brief(output)));
    }

    private boolean isStartingUp(long at, Happening.Attempted attempted) {
        Incarnation incarnation = attempted.incarnation();
        Long since = runningSince.get(incarnation);
        return since != null
                && at - since < STARTING_UP.toNanos()
                && !incarnation.equals(passed.get(attempted.worker()));
    }

    /// The first line, cut; what a program prints must not move the reader's terminal.
    private static String brief(String output) {
        String line = output.strip().lines().findFirst().orElse("no output");
        String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
