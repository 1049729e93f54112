package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.samples.mlplatform.model.PublishedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the service depends on goes away and comes back while it is asked for predictions.
class OutagesIT {
    private static final String BUCKET = "predictions";

    @TempDir Path folder;

    @Test
    void leavesTheTrafficWhileTheRegistryIsAwayAndServesWhoeverStillComes() throws Exception {
        try (World world = World.withModel(folder).startAndWait();
                Load load = Load.of(world, 4)) {
            int port = world.killRegistry();
            world.awaitReason("mlflow_not_accessible");
            assertThat(world.metric("inference_mlflow_accessible")).isEqualTo(0);
            assertThat(world.get("/livez").statusCode()).isEqualTo(200);
            assertThat(world.get("/health").statusCode()).isEqualTo(200);
            long during = load.answered();
            await().until(() -> load.answered() > during + 50);

            world.reviveRegistry(port);
            world.awaitReady();
            load.end();
            assertThat(load.kinds()).containsExactly("200");
        }
    }

    @Test
    void tellsTheWaysInWhichARegistryFails() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            world.registry().faults().answer(500);
            world.awaitReason("mlflow_not_accessible");
            world.registry().faults().answer(401);
            world.awaitReason("mlflow_access_denied");
            world.registry().faults().delay(Duration.ofMinutes(1));
            world.awaitReason("mlflow_not_accessible"); // it hangs
            assertThat(world.get("/livez").statusCode()).isEqualTo(200);
            world.registry().faults().heal();
            world.awaitReady();
        }
    }

    /// The bounds are those of the document; what a quiet machine does is in the benchmarks.
    @Test
    void answersProbesWithinTheDocumentsBoundsUnderLoadWhileTheRegistryHangs() throws Exception {
        try (World world = World.withModel(folder).startAndWait();
                Load load = Load.of(world, 2)) {
            world.registry().faults().delay(Duration.ofMinutes(1));
            world.awaitReason("mlflow_not_accessible");
            // Other work on the machine may spoil a round; a slow service spoils all.
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> {
                        List<Duration> times = timesOfProbes(world);
                        assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(50));
                        assertThat(times.get(times.size() * 99 / 100))
                                .isLessThan(Duration.ofMillis(150));
                    });
            load.end();
            assertThat(load.kinds()).containsExactly("200");
            world.registry().faults().heal();
        }
    }

    /// Sorted.
    private static List<Duration> timesOfProbes(World world) throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (String path : List.of("/health", "/ready", "/metrics")) {
                long began = System.nanoTime();
                int status = world.get(path).statusCode();
                times.add(Duration.ofNanos(System.nanoTime() - began));
                assertThat(status).as(path).isEqualTo(path.equals("/ready") ? 503 : 200);
            }
        }
        times.sort(null);
        return times;
    }

    @Test
    void staysInTheTrafficWhenTheRegistryIsAdvisory() throws Exception {
        try (World world =
                World.withModel(folder).with("MLFLOW_POLICY", "advisory").startAndWait()) {
            int port = world.killRegistry();
            await().untilAsserted(() -> {
                JsonNode ready = World.json(world.get("/ready"));
                assertThat(ready.path("status").asText()).isEqualTo("ready");
                assertThat(ready.path("degraded").toString()).isEqualTo("[\"mlflow\"]");
                assertThat(ready.path("mlflow_accessible").asBoolean()).isFalse();
            });
            world.reviveRegistry(port);
        }
    }

    @Test
    void doesNotLookAtARegistryThatIsNotToBeLookedAt() throws Exception {
        try (World world = World.withModel(folder).with("MLFLOW_POLICY", "off").startAndWait()) {
            assertThat(World.json(world.get("/ready")).has("mlflow_accessible")).isFalse();
        }
    }

    @Test
    void leavesTheTrafficWhileTheBucketIsAwayAndServesWhoeverStillComes() throws Exception {
        try (World world = World.withModel(folder).withStore(BUCKET).startAndWait();
                Load load = Load.of(world, 4)) {
            int port = world.killStore();
            world.awaitReason("s3_not_accessible");
            assertThat(world.metric("inference_s3_accessible")).isEqualTo(0);
            long during = load.answered();
            await().until(() -> load.answered() > during + 50);

            world.reviveStore(port, BUCKET);
            world.awaitReady();
            load.end();
            assertThat(load.kinds()).containsExactly("200");
        }
    }

    @Test
    void tellsThatTheBucketIsMissing() throws Exception {
        try (World world =
                World.withModel(folder).withStore(BUCKET).with("S3_UPLOAD", "off").startAndWait()) {
            remove(world.store().bucket(BUCKET));
            world.awaitReason("s3_bucket_missing");
            Files.createDirectories(world.store().bucket(BUCKET));
            world.awaitReady();
        }
    }

    private static void remove(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    @Test
    void waitsForARegistryThatComesLate() throws Exception {
        try (World world = World.withModel(folder)) {
            int port = world.killRegistry();
            world.start();
            await().untilAsserted(() ->
                    assertThat(World.json(world.get("/health")).path("reason").asText())
                            .isEqualTo("mlflow_not_accessible"));
            assertThat(world.get("/livez").statusCode()).isEqualTo(200);
            world.reviveRegistry(port);
            int version = world.publish(PublishedModel.FIRST.bytes());
            world.registry().promote(World.MODEL, version, "Production");
            world.awaitReady();
        }
    }
}
