package dev.probity.health;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/// Has one check run when it is due, never twice at the same time.
///
/// A run that ignores its deadline is interrupted once and then left alone: the check is DOWN while
/// it lasts, and no second thread is spent on it.
final class Watch {
    private final Check check;
    private final Board board;
    private final Time time;
    private final Executor threads;
    private final long period;
    private final long deadline;
    private long due;
    private @Nullable Run inFlight;

    private static final class Run {
        private final long startedAt;
        private final FutureTask<Result> task;
        private boolean timedOut;

        Run(long startedAt, FutureTask<Result> task) {
            this.startedAt = startedAt;
            this.task = task;
        }
    }

    /// @param spread between 0 and 1; shortens the period by up to a tenth, so that replicas that
    ///   were started together do not ask together
    Watch(Check check, Board board, Time time, Executor threads, double spread) {
        this.check = check;
        this.board = board;
        this.time = time;
        this.threads = threads;
        long full = check.schedule().period().toNanos();
        this.deadline = check.schedule().deadline().toNanos();
        this.period = Math.max(deadline + 1, full - (long) (full / 10.0 * spread));
        this.due = time.nanos();
    }

    /// Does what is due.
    ///
    /// @return when there will be something to do again
    synchronized long tick(long now) {
        Run run = inFlight;
        if (run != null && !run.timedOut && now - run.startedAt >= deadline) {
            run.timedOut = true;
            run.task.cancel(true);
            timeout(now - run.startedAt);
        }
        if (now >= due) {
            due = due + period > now ? due + period : now + period;
            if (run == null) {
                start(now);
            } else {
                board.skipped(check);
                if (run.timedOut) {
                    timeout(now - run.startedAt); // still: a failure for each period that it lasts
                }
            }
        }
        Run running = inFlight;
        return running != null && !running.timedOut
                ? Math.min(due, running.startedAt + deadline)
                : due;
    }

    private void start(long now) {
        Attempt attempt = new Attempt(time::nanos, now + deadline);
        Run run = new Run(now, new FutureTask<>(() -> inspect(attempt)));
        inFlight = run;
        try {
            threads.execute(() -> {
                run.task.run();
                ended(run);
            });
        } catch (RuntimeException | Error problem) { // no thread to be had: that is a finding too
            inFlight = null;
            publish(Result.down(Result.Reasons.NOT_STARTED, problem), 0, false);
        }
    }

    private Result inspect(Attempt attempt) {
        try {
            Result result = check.inspection().inspect(attempt);
            // Whoever writes an inspection without null checks may return it all the same.
            return result == null ? Result.down(Result.Reasons.NULL_RESULT) : result;
        } catch (Throwable problem) { // an Error in a check must not end the watching of the others
            return Result.down(Result.Reasons.EXCEPTION, problem)
                    .with("exception", problem.getClass().getSimpleName());
        }
    }

    private synchronized void ended(Run run) {
        inFlight = null;
        if (run.timedOut) {
            return; // it has been judged; what it says now is about a moment long gone
        }
        long took = time.nanos() - run.startedAt;
        if (took >= deadline) {
            timeout(took);
        } else {
            publish(run.task.resultNow(), took, false);
        }
    }

    private void timeout(long took) {
        publish(check.inspection().overdue(), took, true);
    }

    private void publish(Result result, long took, boolean timedOut) {
        board.found(check, new Finding(result, time.now(), Duration.ofNanos(took), timedOut));
    }
}
