package dev.probity.samples.inference.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import dev.probity.health.stuck.Progress;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs models on a few threads of its own, with a bounded queue before them.
///
/// Platform threads: a run is native code, and a virtual thread in native code keeps its carrier,
/// of which there are as few as processors. Two long runs would keep probes from being answered.
public final class Predictor implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final Duration timeout;
    private final Progress progress;

    /// @param queue how many requests may wait
    /// @param timeout from being taken on to the scores
    public record Limits(int threads, int queue, Duration timeout) {}

    public Predictor(Limits limits, Progress progress) {
        this.timeout = limits.timeout();
        this.progress = progress;
        threads =
                new ThreadPoolExecutor(
                        limits.threads(),
                        limits.threads(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(limits.queue()),
                        Thread.ofPlatform().daemon().name("inference-", 0).factory());
        threads.prestartAllCoreThreads();
    }

    /// Waits for its turn and for the scores.
    ///
    /// @param model held by the caller
    public Scores predict(ServedModel model, Batch batch)
            throws PredictionFailure, InterruptedException {
        Run run = new Run(model, batch);
        FutureTask<Scores> task = new FutureTask<>(run::scores);
        Progress.Item item = progress.begin();
        try {
            threads.execute(() -> {
                try (item) {
                    task.run();
                }
            });
        } catch (RejectedExecutionException full) {
            item.close();
            throw new PredictionFailure(
                    PredictionFailure.Kind.OVERLOADED,
                    threads.isShutdown()
                            ? "the service is stopping"
                            : threads.getQueue().size() + " requests wait already",
                    full);
        }
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            run.cancel();
            throw new PredictionFailure(
                    PredictionFailure.Kind.TIMEOUT,
                    "no scores within " + timeout.toMillis() + " ms",
                    late);
        } catch (ExecutionException failed) {
            throw new PredictionFailure(PredictionFailure.Kind.MODEL, "the model failed", failed);
        } catch (InterruptedException interrupted) {
            run.cancel();
            throw interrupted;
        }
    }

    /// How many wait.
    public int queued() {
        return threads.getQueue().size();
    }

    /// How many run.
    public int running() {
        return threads.getActiveCount();
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /// One run, which another thread may end early.
    private static final class Run {
        private final ServedModel model;
        private final Batch batch;
        private OrtSession.@Nullable RunOptions running;
        private boolean cancelled;

        Run(ServedModel model, Batch batch) {
            this.model = model;
            this.batch = batch;
        }

        /// Holds the model itself: who asked may have given up and let go of it.
        Scores scores() throws OrtException {
            if (!model.hold()) {
                throw new IllegalStateException("given up before it began");
            }
            try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
                begin(options);
                try {
                    return model.onnx().run(batch, options);
                } finally {
                    end();
                }
            } finally {
                model.release();
            }
        }

        private synchronized void begin(OrtSession.RunOptions options) {
            if (cancelled) {
                throw new IllegalStateException("given up before it began");
            }
            running = options;
        }

        /// The options are freed next, so nobody may touch them any more.
        private synchronized void end() {
            running = null;
        }

        synchronized void cancel() {
            cancelled = true;
            if (running != null) {
                try {
                    running.setTerminate(true);
                } catch (OrtException problem) {
                    throw new IllegalStateException("the run cannot be ended", problem);
                }
            }
        }
    }
}
