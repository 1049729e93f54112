package dev.probity.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Tells the log and the listeners, on a thread of its own: neither may hold up a check.
final class Announcer implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.probity.health");
    private static final int WAITING = 1_000; // changes; minutes of everything flapping
    private static final long CLOSING_MILLIS = 1_000;

    private final String service;
    private final List<HealthListener> listeners;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    Announcer(String service, List<HealthListener> listeners) {
        this.service = service;
        this.listeners = List.copyOf(listeners);
        thread = Thread.ofPlatform().daemon().name("probity-health-news").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    void checkChanged(Standing before, Standing after, Optional<Throwable> cause) {
        put(() -> {
            log("check " + after.name(), after.status(), after.reason(), cause);
            listeners.forEach(listener -> tell(() -> listener.checkChanged(before, after)));
        });
    }

    void groupChanged(Report before, Report after) {
        put(() -> {
            log(after.group().name(), after.status(), after.reason(), Optional.empty());
            listeners.forEach(listener -> tell(() -> listener.groupChanged(before, after)));
        });
    }

    private void put(Runnable news) {
        while (!queue.offer(news)) {
            if (queue.poll() != null) {
                leftOut.incrementAndGet();
            }
        }
    }

    private void work() {
        try {
            while (!closing || !queue.isEmpty()) {
                queue.take().run();
            }
        } catch (InterruptedException closed) {
            queue.forEach(Runnable::run); // the last words, such as shutting_down
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException problem) {
            LOG.log(Level.WARNING, "a health listener of " + service + " failed", problem);
        }
    }

    private void log(String what, Status status, String reason, Optional<Throwable> cause) {
        Level level = status == Status.UP ? Level.INFO : Level.WARNING;
        String text = service + ": " + what + " is " + status;
        String line = reason.isEmpty() ? text : text + " (" + reason + ")";
        long lost = leftOut.getAndSet(0);
        String all = lost == 0 ? line : line + "; " + lost + " changes before were left out";
        cause.ifPresentOrElse(problem -> LOG.log(level, all, problem), () -> LOG.log(level, all));
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
