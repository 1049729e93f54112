package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ConnectException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The order in which it ends.
class ShutdownIT {
    @TempDir Path folder;

    @Test
    void leavesTheTrafficFirstAndServesUntilTheDrainIsOver() throws Exception {
        World world = World.withModel(folder).with("DRAIN_SECONDS", "60").startAndWait();
        try (world;
                Load load = Load.of(world, 4)) {
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> world.service().stopping().run());
            world.awaitReason("shutting_down");
            assertThat(world.get("/livez").statusCode()).isEqualTo(200);
            long during = load.answered();
            await().until(() -> load.answered() > during + 50);
            assertThat(stopped).isNotDone();
            load.end(); // as a balancer does that has seen the failed readiness
            assertThat(load.kinds()).containsExactly("200");

            world.service().stopping().now();
            assertThat(stopped.get(30, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> world.get("/livez"));
        }
    }
}
