package dev.probity.samples.inference;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Measures what the README's numbers say. No test: it takes a minute and wants a quiet machine.
///
///     mvn -pl samples/inference-service test-compile
///     java -cp … dev.probity.samples.inference.Latency
public final class Latency {
    private static final int WARM_UP = 3_000;
    private static final int CALLS = 10_000;
    private static final int PER_SECOND = 200;

    private Latency() {}

    /// Sends one request and waits for its answer.
    @FunctionalInterface
    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws Exception {
        Http.tune(); // the registry's server is made before the service's, in this process alone
        Path folder = Files.createTempDirectory("latency");
        try (World world = new World(folder)) {
            int version = world.publish(PublishedModel.SECOND.bytes());
            world.registry().promote(World.MODEL, version, "Production");
            world.startAndWait();
            Image image = Training.heldOut(1).getFirst();
            String json = World.json(Map.of("data", image.pixels()));
            measure("/predict, 12,288 bytes of floats", () -> world.predict(image));
            measure(
                    "/predict, JSON of " + json.length() + " bytes",
                    () -> world.post("/predict", json));
            world.registry().faults().delay(Duration.ofMinutes(10));
            world.awaitReason("mlflow_not_accessible");
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                AtomicBoolean on = new AtomicBoolean(true);
                callers.execute(() -> load(world, image, on));
                for (String path : new String[] {"/health", "/ready", "/metrics"}) {
                    measure(
                            path + " at 200 predictions/s, registry hanging",
                            () -> world.get(path));
                }
                on.set(false);
            }
        }
    }

    private static void load(World world, Image image, AtomicBoolean on) {
        long next = System.nanoTime();
        while (on.get()) {
            try {
                if (world.predict(image).statusCode() != 200) {
                    throw new IllegalStateException("a prediction failed");
                }
            } catch (IOException | InterruptedException problem) {
                throw new IllegalStateException(problem);
            }
            next += TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static void measure(String what, Request request) throws Exception {
        for (int call = 0; call < WARM_UP; call++) {
            request.send();
        }
        long[] nanos = new long[CALLS];
        for (int call = 0; call < CALLS; call++) {
            long began = System.nanoTime();
            request.send();
            nanos[call] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.3f ms, p99 %.3f ms, max %.1f ms%n",
                what,
                nanos[CALLS / 2] / 1e6,
                nanos[CALLS * 99 / 100] / 1e6,
                nanos[CALLS - 1] / 1e6);
    }
}
