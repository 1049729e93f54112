package dev.probity.control.api;

import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Work that many may ask for at once and that costs much memory or time: so many at a time, the
/// others wait.
final class Turns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore free;

    Turns(int atOnce) {
        free = new Semaphore(atOnce, true);
    }

    <T> T take(Supplier<T> work) {
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy("too many ask for the same at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("the run is ending");
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private static ProblemException busy(String detail) {
        return new ProblemException(Problem.of(503, "Busy", detail));
    }
}
