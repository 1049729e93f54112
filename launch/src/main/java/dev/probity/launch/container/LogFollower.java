package dev.probity.launch.container;

import dev.probity.engine.Incarnation;
import dev.probity.launch.OutputLine;
import dev.probity.launch.OutputSink;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.Exchange;
import dev.probity.launch.container.rest.Frames;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Carries a container's output to its sink, from its first line to its last, also over an engine
/// that is started anew: it goes on where it stopped.
final class LogFollower {
    private static final Duration SILENCE = Duration.ofDays(1);

    private final ContainerEngine engine;
    private final String id;
    private final Incarnation incarnation;
    private final OutputSink sink;
    private final CompletableFuture<?> exit;
    private final LogPosition position = new LogPosition();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final CountDownLatch cut = new CountDownLatch(1);
    private volatile Optional<Exchange> stream = Optional.empty();

    /// @param exit of the container; after it, an end of the stream is the end
    LogFollower(
            ContainerEngine engine,
            String id,
            Incarnation incarnation,
            OutputSink sink,
            CompletableFuture<?> exit) {
        this.engine = engine;
        this.id = id;
        this.incarnation = incarnation;
        this.sink = sink;
        this.exit = exit;
    }

    void start() {
        Thread.ofVirtual().name("log " + incarnation).start(this::run);
    }

    /// Waits until everything is passed on; what has not come within the limit does not come.
    void awaitEnd(Duration limit) throws InterruptedException {
        try {
            ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            cut.countDown();
            stream.ifPresent(Exchange::close);
        }
    }

    private void run() {
        try {
            var pauses = new Pauses();
            while (cut.getCount() > 0) {
                boolean over = exit.isDone();
                boolean whole = followOnce(pauses);
                if (whole && over) {
                    return;
                }
                // The stream may end a moment before the exit is told.
                rest(over, pauses.next());
            }
        } finally {
            ended.complete(null);
        }
    }

    private boolean followOnce(Pauses pauses) {
        try (Exchange logs = engine.logs(id, position.since())) {
            stream = Optional.of(logs);
            position.rewind();
            var frames = new Frames(logs);
            while (frames.next(SILENCE)) {
                List<OutputLine> lines = position.take(frames.content());
                pauses.reset();
                if (!lines.isEmpty()) {
                    sink.write(incarnation, frames.stream(), lines);
                }
            }
            return true;
        } catch (EngineProblem problem) {
            return problem.isMissing();
        } finally {
            stream = Optional.empty();
        }
    }

    /// @param over whether the container has ended, so that nothing more is told of it
    private void rest(boolean over, Duration pause) {
        try {
            if (over) {
                var _ = cut.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                exit.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException _) {
            // then the stream is opened again
        } catch (InterruptedException _) {
            cut.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
