package dev.probity.samples.mlplatform.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What goes wrong with the registry, for tests and for people who want to see it.
public final class Faults {
    private volatile State state = new State(0, Duration.ZERO, new CountDownLatch(0));

    private record State(int status, Duration delay, CountDownLatch healed) {}

    /// Every call of the interface answers with that status.
    public void answer(int status) {
        become(new State(status, Duration.ZERO, new CountDownLatch(1)));
    }

    /// Every call waits for so long first.
    public void delay(Duration time) {
        become(new State(0, time, new CountDownLatch(1)));
    }

    /// All is well again; what waits goes on.
    public void heal() {
        become(new State(0, Duration.ZERO, new CountDownLatch(0)));
    }

    private void become(State next) {
        State before = state;
        state = next;
        before.healed().countDown();
    }

    /// @return the status to answer with, 0 for the usual one
    int endure() throws InterruptedException {
        State now = state;
        if (!now.delay().isZero()
                && now.healed().await(now.delay().toMillis(), TimeUnit.MILLISECONDS)) {
            return 0;
        }
        return now.status();
    }
}
