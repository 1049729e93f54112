package dev.probity.launch.container;

import dev.probity.launch.container.rest.EngineProblem;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Makes a launcher's hookup when it is wanted first, whoever wants it, and none after the end.
final class Hooking {
    private final Maker maker;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Hookup> made = Optional.empty(); // set once, under the lock
    private boolean over; // guarded by the lock

    @FunctionalInterface
    interface Maker {
        Hookup make() throws EngineProblem;
    }

    Hooking(Maker maker) {
        this.maker = maker;
    }

    /// Waits while it is being made. One that failed is tried again by the next who asks.
    Hookup get() throws EngineProblem {
        Optional<Hookup> before = made;
        if (before.isPresent()) {
            return before.get();
        }
        lock.lock();
        try {
            if (made.isEmpty()) {
                if (over) {
                    throw EngineProblem.noAnswer("the run is over");
                }
                made = Optional.of(maker.make());
            }
            return made.get();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for an engine that is being greeted: within seconds it answers or is given up.
    ///
    /// @return what there is to be closed
    Optional<Hookup> end() {
        lock.lock();
        try {
            over = true;
            return made;
        } finally {
            lock.unlock();
        }
    }
}
