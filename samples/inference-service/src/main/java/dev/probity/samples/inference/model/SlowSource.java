package dev.probity.samples.inference.model;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Draws a download out, so that people can watch a slow start and tests can rely on one. What is
/// in the cache already is not downloaded, and so not delayed.
record SlowSource(ModelSource source, Duration time) implements ModelSource {
    private static final int STEPS = 100;

    @Override
    public Resolved resolve() throws ModelProblem, IOException, InterruptedException {
        return source.resolve();
    }

    @Override
    public void download(Resolved version, Path folder, Received received)
            throws ModelProblem, IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int step = 0; step < STEPS; step++) {
            received.bytes(step, STEPS);
            if (never.await(time.toNanos() / STEPS, TimeUnit.NANOSECONDS)) {
                return;
            }
        }
        source.download(version, folder, received);
    }
}
