package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.Training;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What probes are answered, before there is a model and afterwards.
class HealthContractIT {
    @TempDir Path folder;

    /// Path, status before there is a model, status afterwards.
    private static final String CONTRACT =
            """
            /health          503 200
            /ready           503 200
            /startup         503 200
            /livez           200 200
            /readyz          503 200
            /startupz        503 200
            /liveness        200 200
            /liveness/       200 200
            /readiness       503 200
            /readiness/      503 200
            /lively          200 200
            /health/live     200 200
            /health/ready    503 200
            /health/started  503 200
            /v2/health/live  200 200
            /v2/health/ready 503 200
            /v2/models/cifar10-model/ready 503 200
            /v2/models/cifar10-model 503 200
            /ping            404 200
            /metrics         200 200
            /                200 200
            /model           503 200
            """;

    @Test
    void answersByStatusAlone() throws Exception {
        try (World world = new World(folder).start()) {
            assertThat(statuses(world, 1)).isEqualTo(expected(1));
            int version = world.publish(PublishedModel.FIRST.bytes());
            world.registry().promote(World.MODEL, version, "Production");
            world.awaitReady();
            assertThat(statuses(world, 2)).isEqualTo(expected(2));
        }
    }

    private static Map<String, Integer> expected(int column) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        CONTRACT.lines()
                .map(line -> line.split(" +"))
                .forEach(row -> statuses.put(row[0], Integer.valueOf(row[column])));
        return statuses;
    }

    private static Map<String, Integer> statuses(World world, int column) throws Exception {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (String path : expected(column).keySet()) {
            statuses.put(path, world.get(path).statusCode());
        }
        return statuses;
    }

    @Test
    void saysThatTheModelIsNotLoadedUntilItIs() throws Exception {
        try (World world = new World(folder).start()) {
            HttpResponse<String> early = world.get("/ready");
            assertThat(early.body())
                    .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"model_not_loaded\"}");
            HttpResponse<String> predicted = world.predict(Training.heldOut(1).getFirst());
            assertThat(predicted.statusCode()).isEqualTo(503);
            assertThat(predicted.body()).isEqualTo(early.body());
            assertThat(predicted.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void tellsItsStateWhenItIsReady() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            assertThat(world.predict(Training.heldOut(1).getFirst()).statusCode()).isEqualTo(200);
            assertThat(world.post("/predict", "{}").statusCode()).isEqualTo(400);

            JsonNode ready = World.json(world.get("/ready"));
            assertThat(ready.path("status").asText()).isEqualTo("ready");
            assertThat(ready.path("model_loaded").asBoolean()).isTrue();
            assertThat(ready.path("mlflow_accessible").asBoolean()).isTrue();
            assertThat(ready.path("predictions_served").asLong()).isEqualTo(1);
            assertThat(ready.path("errors").asLong()).isEqualTo(1);
            assertThat(ready.path("last_prediction").asText()).matches("\\d{4}-.*T.*\\.\\d{6}Z");
            assertThat(ready.path("timestamp").asText()).matches("\\d{4}-.*T.*\\.\\d{6}Z");

            JsonNode alive = World.json(world.get("/health"));
            assertThat(alive.path("status").asText()).isEqualTo("healthy");
            assertThat(alive.path("service").asText()).isEqualTo("inference-service");
            assertThat(alive.path("uptime_seconds").asDouble()).isPositive();
            assertThat(alive.path("startup_time").asText()).matches("\\d{4}-.*T.*\\.\\d{6}Z");
        }
    }

    @Test
    void saysTheSentencesOfAFastApiServiceForItsPaths() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            assertThat(world.get("/liveness").body()).contains("Liveness check succeeded.");
            assertThat(world.get("/readiness").body()).contains("Readiness check succeeded.");
            world.registry().faults().answer(500);
            world.awaitStatus("/readiness", 503);
            assertThat(world.get("/readiness").body()).contains("Readiness check failed.");
        }
    }

    @Test
    void isUnhealthyOnlyWhenARestartHelps() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            world.service().health().broken("inference_engine_dead");
            HttpResponse<String> broken = world.get("/health");
            assertThat(broken.statusCode()).isEqualTo(500);
            JsonNode body = World.json(broken);
            assertThat(body.path("status").asText()).isEqualTo("unhealthy");
            assertThat(body.path("error").asText()).isEqualTo("inference_engine_dead");
            assertThat(world.get("/livez").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void goesThroughItsPhasesAndCountsTheBytes() throws Exception {
        Set<String> phases = new LinkedHashSet<>();
        Set<Long> done = new LinkedHashSet<>();
        try (World world = World.withModel(folder).with("LOAD_DELAY_SECONDS", "1").start()) {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        HttpResponse<String> startup = world.get("/health");
                        JsonNode body = World.json(startup);
                        phases.add(body.path("phase").asText());
                        done.add(body.path("done").asLong());
                        return startup.statusCode() == 200;
                    });
            assertThat(phases).contains("downloading");
            assertThat(done).hasSizeGreaterThan(10);
            assertThat(world.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsWhyAStartDoesNotComeToAnEnd() throws Exception {
        try (World world = new World(folder).with("STARTUP_DEADLINE", "3").start()) {
            await().untilAsserted(() ->
                    assertThat(World.json(world.get("/health")).path("reason").asText())
                            .isEqualTo("model_not_in_registry"));
            await().untilAsserted(() ->
                    assertThat(World.json(world.get("/health")).path("reason").asText())
                            .isEqualTo("startup_timeout"));
            assertThat(world.get("/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void answersOnAPortOfItsOwnWhenToldSo() throws Exception {
        try (World world = World.withModel(folder).with("MANAGEMENT_PORT", "0").startAndWait()) {
            int port = world.service().managementPort();
            assertThat(port).isNotEqualTo(world.service().port());
            HttpResponse<String> ready =
                    world.send(
                            HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/ready")));
            assertThat(ready.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsDetailsToWhoeverHasTheToken() throws Exception {
        try (World world =
                World.withModel(folder)
                        .with("HEALTH_TOKEN", "a-token-for-details")
                        .startAndWait()) {
            assertThat(World.json(world.get("/ready")).has("checks")).isFalse();
            HttpResponse<String> detailed =
                    world.send(
                            HttpRequest.newBuilder(world.uri("/ready"))
                                    .header("Authorization", "Bearer a-token-for-details"));
            assertThat(World.json(detailed).path("checks").has("mlflow")).isTrue();
        }
    }
}
