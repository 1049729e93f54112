package dev.probity.samples.logging.http;

import java.util.concurrent.Semaphore;

/// The bytes of bodies that may be in the process at the same time, from before they are read until
/// they are answered. Whoever finds none left is told to come again.
final class Budget {
    private final Semaphore bytes;

    Budget(int bytes) {
        this.bytes = new Semaphore(bytes);
    }

    /// @return whether there were so many left
    boolean take(int wanted) {
        return bytes.tryAcquire(wanted);
    }

    void giveBack(int taken) {
        bytes.release(taken);
    }
}
