package dev.probity.runtime;

import dev.probity.engine.Effect;
import dev.probity.engine.Exit;
import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The lines that a user reads while an application runs: one for each change, few for attempts.
///
/// The wording of the first five is that of Tye's walkthrough, an old acquaintance of its users. It
/// remembers what it said of failing attempts, so one is kept for each reader.
public final class LifeCycleLines {
    private final AttemptLines attempts = new AttemptLines();

    /// Services whose last move was a replica's that has done its work: a job that is over leaves
    /// nobody without an answer.
    private final Set<String> completed = new HashSet<>();

    /// @return nothing for what is not worth a line
    public Optional<LogLine> of(Told told) {
        return switch (told.notice()) {
            case Notice.Happened(Happening happening) -> of(told.at(), happening);
            case Notice.Listening listening -> Optional.of(listening(listening));
            case Notice.Progress(String text) -> information(text);
            case Notice.JournalStopped(String reason) ->
                    warning("The journal has stopped: " + reason + "; the services go on");
            case Notice.JournalResumed(long lost) ->
                    information(
                            "The journal goes on; "
                                    + count(lost, "step")
                                    + " of it "
                                    + (lost == 1 ? "is" : "are")
                                    + " lost");
            case Notice.LogsStopped(ReplicaId replica, String reason) ->
                    warning("What " + replica + " prints is not kept: " + reason + "; it runs on");
            case Notice.LogsResumed(ReplicaId replica, long lost) ->
                    information(
                            "What "
                                    + replica
                                    + " prints is kept again; "
                                    + count(lost, "line")
                                    + " of it "
                                    + (lost == 1 ? "is" : "are")
                                    + " lost");
            case Notice.Missed(long count) ->
                    warning(count(count, "notice") + " could not be shown in time");
            case Notice.Mishap(String text) -> warning(text);
        };
    }

    private Optional<LogLine> of(long at, Happening happening) {
        return switch (happening) {
            case Happening.Launching(Incarnation incarnation) ->
                    information("Launching service " + incarnation);
            case Happening.Moved moved -> {
                note(moved);
                yield moved(moved);
            }
            case Happening.Killing killing -> {
                attempts.ending(killing.incarnation());
                yield Optional.of(killing(killing));
            }
            case Happening.Running(Incarnation incarnation) -> {
                attempts.running(at, incarnation);
                yield Optional.empty();
            }
            case Happening.LaunchFailed(Incarnation incarnation, String reason) ->
                    Optional.of(LogLine.error("Launching " + incarnation + " failed: " + reason));
            case Happening.Exited(Incarnation incarnation, Exit exit) -> {
                attempts.forget(incarnation);
                yield Optional.of(exited(incarnation, exit));
            }
            case Happening.Attempted attempted -> attempts.of(at, attempted);
            case Happening.BackingOff backingOff ->
                    warning(
                            "Replica "
                                    + backingOff.replica()
                                    + " is launched again in "
                                    + Spans.seconds(backingOff.duration())
                                    + ", because it exited again");
            case Happening.RotationChanged rotation -> rotation(rotation);
            case Happening.Waiting waiting ->
                    information(
                            "Replica "
                                    + waiting.replica()
                                    + " waits for "
                                    + String.join(", ", waiting.unmet()));
            case Happening.Drained drained -> drained(drained);
            case Happening.Signalled signalled -> signalled(signalled);
            case Happening.RollingOut rolling -> rolling(rolling);
            case Happening.RollOutWaits waits ->
                    warning(
                            "The rollout waits for "
                                    + waits.replica()
                                    + ", which is not ready after "
                                    + Spans.seconds(waits.waited()));
            case Happening.Oddity(String text) -> warning(text);
            case Happening.VerdictChanged _, Happening.KubernetesEvent _ -> Optional.empty();
        };
    }

    private static LogLine listening(Notice.Listening listening) {
        String binding = listening.binding().isEmpty() ? "" : " (" + listening.binding() + ")";
        return LogLine.information(
                listening.owner() + binding + " listens on " + listening.address());
    }

    /// Whoever is stopped leaves the traffic first, and then stops.
    private void note(Happening.Moved moved) {
        String service = moved.replica().service();
        if (moved.from() == ReplicaState.READY && moved.to() == ReplicaState.STOPPED) {
            completed.add(service);
        } else {
            completed.remove(service);
        }
    }

    private static Optional<LogLine> moved(Happening.Moved moved) {
        String replica =
                moved.incarnation().map(Incarnation::name).orElse(moved.replica().toString());
        return switch (moved.to()) {
            case HEALTHY -> information("Replica " + replica + " is moving to an healthy state");
            case READY -> information("Replica " + replica + " is moving to a ready state");
            case DRAINING -> information("Replica " + replica + " finishes what is in flight");
            case STOPPED -> information("Replica " + moved.replica() + " has stopped");
            case FAILED ->
                    Optional.of(
                            LogLine.error(
                                    "Replica "
                                            + moved.replica()
                                            + " has failed and is not launched again"));
            case PENDING, STARTING, STARTED, STOPPING, BACKING_OFF -> Optional.empty();
        };
    }

    private static LogLine killing(Happening.Killing killing) {
        String replica = killing.incarnation().name();
        return switch (killing.reason()) {
            case LIVENESS -> killing(replica, "it has failed the liveness probe");
            case STARTUP -> killing(replica, "it has failed the startup probe");
            case CHANGED -> killing(replica, "its definition has changed");
            case RESTARTED -> killing(replica, "a restart was asked for");
            case STOPPED -> LogLine.information("Stopping replica " + replica);
        };
    }

    private static LogLine killing(String replica, String reason) {
        return LogLine.information("Killing replica " + replica + " because " + reason);
    }

    private static LogLine exited(Incarnation incarnation, Exit exit) {
        String how =
                Signals.name(exit.code())
                        .map(signal -> " was ended by " + signal)
                        .orElse(" exited with code " + exit.code());
        String reason = exit.reason().map(text -> ": " + text).orElse("");
        return LogLine.information("Replica " + incarnation + how + reason);
    }

    private Optional<LogLine> rotation(Happening.RotationChanged rotation) {
        return rotation.replicas().isEmpty() && !completed.contains(rotation.service())
                ? warning("No replica of " + rotation.service() + " takes traffic now")
                : Optional.empty();
    }

    private static Optional<LogLine> drained(Happening.Drained drained) {
        return drained.cut() == 0
                ? Optional.empty()
                : warning(
                        "Replica "
                                + drained.replica()
                                + ": "
                                + count(drained.cut(), "connection")
                                + " cut at the drain limit");
    }

    /// Only what should not have been needed.
    private static Optional<LogLine> signalled(Happening.Signalled signalled) {
        return signalled.signal() == Effect.Signal.KILL
                ? warning("Replica " + signalled.incarnation() + " did not end in time: SIGKILL")
                : Optional.empty();
    }

    private static Optional<LogLine> rolling(Happening.RollingOut rolling) {
        return rolling.replacing().isPresent()
                ? Optional.empty()
                : information("All replicas of " + rolling.service() + " are replaced");
    }

    private static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static Optional<LogLine> information(String text) {
        return Optional.of(LogLine.information(text));
    }

    private static Optional<LogLine> warning(String text) {
        return Optional.of(LogLine.warning(text));
    }
}
