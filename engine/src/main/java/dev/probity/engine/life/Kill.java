package dev.probity.engine.life;

import dev.probity.engine.Happening.KillReason;

import java.time.Duration;

/// How far the killing of an incarnation has come: preStop, its turn, SIGTERM, SIGKILL (R24).
public sealed interface Kill {

    /// What SIGTERM gets at least, however little the hook has left of the grace period.
    Duration LEAST_PATIENCE = Duration.ofSeconds(2);

    KillReason reason();

    /// When the next step is due, unless the incarnation exits before.
    long deadline();

    /// The hook runs.
    ///
    /// @param grace from the beginning of the hook to SIGKILL
    /// @param queued whether others have to be gone before SIGTERM
    record PreStop(KillReason reason, long since, Duration grace, boolean queued) implements Kill {
        @Override
        public long deadline() {
            return since + grace.toNanos();
        }

        Kill over(long now) {
            Duration left = left(grace, since, now);
            return queued && left.isPositive()
                    ? new Queued(reason, now, left)
                    : Asked.of(reason, now, left);
        }
    }

    /// A sidecar waits until those that started after it are gone, or its grace period is over.
    ///
    /// @param grace from the beginning of the wait to SIGKILL
    record Queued(KillReason reason, long since, Duration grace) implements Kill {
        @Override
        public long deadline() {
            return since + grace.toNanos();
        }

        Asked over(long now) {
            return Asked.of(reason, now, left(grace, since, now));
        }
    }

    /// Hooks and waits are taken off the grace period in whole seconds.
    private static Duration left(Duration grace, long since, long now) {
        return grace.minusSeconds(Duration.ofNanos(now - since).toSeconds());
    }

    /// SIGTERM was sent.
    record Asked(KillReason reason, long since, Duration patience) implements Kill {
        static Asked of(KillReason reason, long now, Duration left) {
            return new Asked(
                    reason, now, left.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : left);
        }

        @Override
        public long deadline() {
            return since + patience.toNanos();
        }

        Forced over(long now) {
            return new Forced(reason, now);
        }
    }

    /// SIGKILL was sent, and is sent again until the exit is seen: what was forked meanwhile, or
    /// was out of reach, gets it too.
    record Forced(KillReason reason, long since) implements Kill {
        private static final Duration AGAIN = Duration.ofSeconds(5);

        @Override
        public long deadline() {
            return since + AGAIN.toNanos();
        }

        Forced again(long now) {
            return new Forced(reason, now);
        }
    }
}
