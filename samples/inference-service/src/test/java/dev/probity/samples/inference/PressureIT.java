package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.samples.mlplatform.model.Network;
import dev.probity.samples.mlplatform.model.OnnxFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// More requests than there is time for.
class PressureIT {
    /// Untrained, and large enough that 32 pictures take tens of milliseconds.
    private static final byte[] LARGE =
            OnnxFile.of(new Network(new Network.Size(64, 128, 256), 1), "large, untrained");

    private static final byte[] BATCH = World.raw(new float[32 * 3 * 32 * 32]);
    private static final byte[] LONG_BATCH = World.raw(new float[200 * 3 * 32 * 32]);

    @TempDir Path folder;

    private World world() throws Exception {
        Path file = folder.resolve("large.onnx");
        Files.write(file, LARGE);
        return new World(folder).with("MODEL_URI", file.toUri().toString());
    }

    private static HttpResponse<String> batch(World world, byte[] batch) throws Exception {
        return world.post(
                "/predict",
                "application/octet-stream",
                HttpRequest.BodyPublishers.ofByteArray(batch));
    }

    @Test
    void refusesAtOnceWhatItCannotTakeOn() throws Exception {
        try (World world =
                        world().with("INFERENCE_THREADS", "1")
                                .with("MAX_QUEUE", "2")
                                .startAndWait();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> call = () -> batch(world, BATCH);
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int caller = 0; caller < 40; caller++) {
                calls.add(callers.submit(call));
            }
            int served = 0;
            List<HttpResponse<String>> refused = new ArrayList<>();
            for (Future<HttpResponse<String>> each : calls) {
                HttpResponse<String> answer = each.get();
                if (answer.statusCode() == 200) {
                    served++;
                } else {
                    refused.add(answer);
                }
            }
            assertThat(served).isPositive();
            assertThat(refused)
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(503);
                        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                        assertThat(World.json(answer).path("error").asText())
                                .isEqualTo("overloaded");
                    });
            world.awaitMetric("inference_queue_depth", 0);
            // Who is refused is no sign of illness: the service stays in the traffic.
            assertThat(world.get("/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void givesUpWhatTakesTooLongAndLeavesTheTrafficWhenMostDoes() throws Exception {
        try (World world =
                world().with("INFERENCE_TIMEOUT", "0.02")
                        .with("MAX_BATCH_SIZE", "200")
                        .startAndWait()) {
            HttpResponse<String> late = batch(world, LONG_BATCH);
            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(World.json(late).path("error").asText()).isEqualTo("timeout");
            for (int call = 0; call < 20; call++) {
                assertThat(batch(world, LONG_BATCH).statusCode()).isEqualTo(504);
            }
            world.awaitReason("high_error_rate");
            await().untilAsserted(
                            () -> assertThat(world.metric("inference_in_flight")).isEqualTo(0));
            assertThat(world.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersProbesWhileEveryThreadIsBusy() throws Exception {
        try (World world = world().with("INFERENCE_THREADS", "2").startAndWait();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int caller = 0; caller < 32; caller++) {
                calls.add(callers.submit(() -> batch(world, BATCH)));
            }
            long worst = 0;
            for (int probe = 0; probe < 50; probe++) {
                long began = System.nanoTime();
                assertThat(world.get("/ready").statusCode()).isEqualTo(200);
                worst = Math.max(worst, System.nanoTime() - began);
            }
            for (Future<HttpResponse<String>> each : calls) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
            // A probe that waited for its turn behind 32 batches would need more than a second.
            assertThat(worst).isLessThan(800_000_000L);
        }
    }
}
