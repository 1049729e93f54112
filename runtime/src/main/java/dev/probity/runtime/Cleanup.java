package dev.probity.runtime;

import java.util.ArrayDeque;
import java.util.Deque;

/// What has been opened, to be closed in the opposite order. What fails to close keeps nothing else
/// from being closed.
final class Cleanup implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized void later(AutoCloseable close) {
        opened.push(close);
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception _) {
                // The process ends soon; whatever it held goes with it.
            }
        }
    }
}
