package dev.probity.engine.life;

import dev.probity.engine.Exit;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Snapshot.Status;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Where one container of a replica is, with the moves that are legal from there.
public sealed interface ContainerState {

    /// How an incarnation ended, or that it never came to run.
    record Ended(Incarnation incarnation, OptionalLong startedAt, long at, Exit exit) {
        boolean isWell() {
            return exit.code() == 0;
        }
    }

    /// The incarnation that is or was there last.
    Optional<Incarnation> incarnation();

    /// The last incarnation that ended.
    Optional<Ended> lastEnd();

    /// Whether there is a process, dying or not.
    default boolean hasProcess() {
        return this instanceof Running || this instanceof Ending;
    }

    /// Whether there is, or soon will be, something that can be killed.
    default boolean isAlive() {
        return hasProcess() || this instanceof Launching;
    }

    /// Whether it has exited with 0, as init containers have to before others are launched.
    default boolean isCompleted() {
        return this instanceof Exited exited && exited.end().isWell();
    }

    /// The incarnation that runs, is being launched, or was the last.
    default Optional<Incarnation> newest() {
        return this instanceof Launching launching ? Optional.of(launching.next()) : incarnation();
    }

    /// When what is there now was started.
    default OptionalLong upSince() {
        return switch (this) {
            case Running running -> OptionalLong.of(running.startedAt());
            case Ending ending -> OptionalLong.of(ending.running().startedAt());
            case Waiting _, Launching _, Exited _, BackingOff _ -> OptionalLong.empty();
        };
    }

    default Status status() {
        return switch (this) {
            case Waiting _ -> Status.WAITING;
            case Launching _ -> Status.LAUNCHING;
            case Running _ -> Status.RUNNING;
            case Ending _ -> Status.ENDING;
            case BackingOff _ -> Status.BACKING_OFF;
            case Exited _ -> Status.EXITED;
        };
    }

    /// Its turn has not come yet.
    record Waiting() implements ContainerState {
        @Override
        public Optional<Incarnation> incarnation() {
            return Optional.empty();
        }

        @Override
        public Optional<Ended> lastEnd() {
            return Optional.empty();
        }
    }

    /// @param next the incarnation that is being launched; nobody sees it before it runs
    /// @param giveUpAt when it counts as failed, should nobody say what came of it
    record Launching(Incarnation next, Optional<Ended> lastEnd, long giveUpAt)
            implements ContainerState {
        Running started(long now) {
            return new Running(next, now, lastEnd);
        }

        /// A launch that failed is an incarnation that ended at once.
        Exited failed(long now, Exit exit) {
            return new Exited(
                    new Ended(next, OptionalLong.empty(), now, exit), lastEnd, Optional.empty());
        }

        @Override
        public Optional<Incarnation> incarnation() {
            return lastEnd.map(Ended::incarnation);
        }
    }

    record Running(Incarnation present, long startedAt, Optional<Ended> lastEnd)
            implements ContainerState {
        Ending kill(Kill kill) {
            return new Ending(this, kill);
        }

        Exited exited(long now, Exit exit) {
            return new Exited(end(now, exit), lastEnd, Optional.empty());
        }

        private Ended end(long now, Exit exit) {
            return new Ended(present, OptionalLong.of(startedAt), now, exit);
        }

        @Override
        public Optional<Incarnation> incarnation() {
            return Optional.of(present);
        }
    }

    /// It still runs, but not for long.
    record Ending(Running running, Kill kill) implements ContainerState {
        Exited exited(long now, Exit exit) {
            return new Exited(
                    running.end(now, exit), running.lastEnd(), Optional.of(kill.reason()));
        }

        @Override
        public Optional<Incarnation> incarnation() {
            return running.incarnation();
        }

        @Override
        public Optional<Ended> lastEnd() {
            return running.lastEnd();
        }
    }

    /// @param before the end before this one, by which the launch after a probe's kill is judged
    ///   (R27)
    /// @param killedFor present until that launch was judged
    record Exited(Ended end, Optional<Ended> before, Optional<KillReason> killedFor)
            implements ContainerState {
        boolean killedByProbe() {
            return killedFor.isPresent()
                    && (killedFor.get() == KillReason.LIVENESS
                            || killedFor.get() == KillReason.STARTUP);
        }

        Exited judged() {
            return new Exited(end, before, Optional.empty());
        }

        BackingOff backOff(Duration delay) {
            return new BackingOff(end, delay);
        }

        @Override
        public Optional<Incarnation> incarnation() {
            return Optional.of(end.incarnation());
        }

        @Override
        public Optional<Ended> lastEnd() {
            return Optional.of(end);
        }
    }

    /// The next launch was refused for now.
    record BackingOff(Ended end, Duration delay) implements ContainerState {
        long until() {
            return end.at() + delay.toNanos();
        }

        @Override
        public Optional<Incarnation> incarnation() {
            return Optional.of(end.incarnation());
        }

        @Override
        public Optional<Ended> lastEnd() {
            return Optional.of(end);
        }
    }
}
