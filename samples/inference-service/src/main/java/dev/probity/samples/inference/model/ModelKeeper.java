package dev.probity.samples.inference.model;

import dev.probity.health.Phase;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Gets the first version, trying until it works, and then looks for newer ones. One thread does it
/// all.
public final class ModelKeeper implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.probity.samples.inference");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_WAITING = 16; // who ask for a reload at the same time

    private final ModelStation station;
    private final Duration poll;
    private final Events events;
    private final LinkedBlockingQueue<CompletableFuture<Outcome>> asked =
            new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private Duration pause = Duration.ofSeconds(1);
    private boolean first = true;

    /// What one look at the source came to.
    public sealed interface Outcome {
        /// The version that is wanted is the one that is served.
        record Unchanged() implements Outcome {}

        record Replaced(ServedModel model) implements Outcome {}

        record Failed(String reason, String message) implements Outcome {}
    }

    /// Is told of what happens, on the keeper's thread.
    public interface Events {
        void phase(Phase phase);

        /// @param took from asking for it to the first request that may have it
        void loaded(ServedModel model, Duration took, boolean first);

        void failed(Outcome.Failed failure, boolean first);
    }

    /// @param poll how often to look for a newer version; zero for never
    public ModelKeeper(ModelStation station, Duration poll, Events events) {
        this.station = station;
        this.poll = poll;
        this.events = events;
        thread = Thread.ofPlatform().daemon().name("model-keeper").unstarted(this::keep);
    }

    public void start() {
        thread.start();
    }

    /// Looks now. The answer comes when it has looked.
    public CompletableFuture<Outcome> reload() {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        if (!asked.offer(answer)) {
            answer.complete(new Outcome.Failed("busy", "a reload is going on"));
        }
        return answer;
    }

    private void keep() {
        try {
            Optional<CompletableFuture<Outcome>> waiting = Optional.empty();
            while (!Thread.currentThread().isInterrupted()) {
                Outcome outcome = look();
                waiting.ifPresent(answer -> answer.complete(outcome));
                waiting = rest();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome look() throws InterruptedException {
        long began = System.nanoTime();
        Consumer<Phase> phase = first ? events::phase : any -> {};
        try {
            Optional<ServedModel> brought = station.bring(phase);
            if (brought.isEmpty()) {
                return new Outcome.Unchanged();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            LOG.log(
                    Level.INFO,
                    "serving {0} version {1} after {2} ms",
                    brought.get().version().source(),
                    brought.get().version().version(),
                    took.toMillis());
            events.loaded(brought.get(), took, first);
            first = false;
            return new Outcome.Replaced(brought.get());
        } catch (ModelProblem problem) {
            return failed(problem.reason(), problem);
        } catch (IOException | RuntimeException | LinkageError problem) {
            // A platform for which ONNX Runtime has no library is a LinkageError.
            return failed("model_load_failed", problem);
        }
    }

    private Outcome failed(String reason, Throwable problem) {
        LOG.log(Level.WARNING, reason + ": " + problem.getMessage(), problem.getCause());
        Outcome.Failed failure = new Outcome.Failed(reason, String.valueOf(problem.getMessage()));
        events.failed(failure, first);
        return failure;
    }

    /// 1, 2, 4 seconds and so on while there is no model at all; then as often as was said.
    ///
    /// @return who has cut it short
    private Optional<CompletableFuture<Outcome>> rest() throws InterruptedException {
        Duration time = poll;
        if (first) {
            time = pause;
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
        return Optional.ofNullable(
                time.isZero() ? asked.take() : asked.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
