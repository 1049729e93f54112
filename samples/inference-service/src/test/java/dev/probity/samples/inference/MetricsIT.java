package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Names, types and labels as dashboards and alerts expect them, and that they count rightly.
class MetricsIT {
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\",?)*})?"
                            + " -?([0-9.eE+-]+|Inf|NaN)");

    @TempDir Path folder;

    @Test
    void keepsTheNamesTypesAndLabelsOfTheContract() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            String text = world.get("/metrics").body();
            assertThat(text)
                    .contains("# TYPE inference_model_loaded gauge")
                    .contains(
                            "inference_model_loaded{model=\"cifar10-model\",stage=\"Production\"}"
                                    + " 1")
                    .contains("# TYPE inference_predictions_total counter")
                    .contains("inference_predictions_total{model=\"cifar10-model\"} 0")
                    .contains("# TYPE inference_errors_total counter")
                    .contains("inference_errors_total{model=\"cifar10-model\"} 0")
                    .contains("# TYPE inference_mlflow_accessible gauge")
                    .contains("inference_mlflow_accessible 1");
            for (String name :
                    List.of(
                            "inference_model_info",
                            "inference_duration_seconds_bucket",
                            "inference_request_duration_seconds_bucket",
                            "inference_failures_total",
                            "inference_queue_depth",
                            "inference_in_flight",
                            "inference_batch_size_bucket",
                            "inference_model_load_seconds",
                            "inference_model_reloads_total",
                            "inference_last_prediction_timestamp_seconds",
                            "probity_health_status")) {
                assertThat(text).contains("\n" + name);
            }
        }
    }

    @Test
    void writesLinesThatAScraperCanRead() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            HttpResponse<String> plain = world.get("/metrics");
            assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(plain.body()).endsWith("\n");
            assertThat(plain.body().lines().filter(line -> !line.startsWith("#")))
                    .allMatch(line -> SAMPLE.matcher(line).matches());

            HttpResponse<String> open =
                    world.send(
                            HttpRequest.newBuilder(world.uri("/metrics"))
                                    .header("Accept", "application/openmetrics-text"));
            assertThat(open.body())
                    .contains("# TYPE inference_predictions counter")
                    .endsWith("# EOF\n");
        }
    }

    @Test
    void countsEveryItemAndEveryFailure() throws Exception {
        try (World world = World.withModel(folder).startAndWait()) {
            Image image = Training.heldOut(1).getFirst();
            String total = "inference_predictions_total{model=\"cifar10-model\"}";
            String errors = "inference_errors_total{model=\"cifar10-model\"}";

            assertThat(world.predict(image).statusCode()).isEqualTo(200);
            world.awaitMetric(total, 1);
            float[] three = new float[3 * image.pixels().length];
            world.post(
                    "/predict",
                    "application/octet-stream",
                    HttpRequest.BodyPublishers.ofByteArray(World.raw(three)));
            world.awaitMetric(total, 4);
            assertThat(world.metric(errors)).isEqualTo(0);
            double last = world.metric("inference_last_prediction_timestamp_seconds");
            assertThat(last).isCloseTo(System.currentTimeMillis() / 1e3, within(60));

            assertThat(world.post("/predict", "no json").statusCode()).isEqualTo(400);
            world.awaitMetric(errors, 1);
            world.awaitMetric(
                    "inference_failures_total{model=\"cifar10-model\",reason=\"invalid_input\"}",
                    1);
            assertThat(world.metric(total)).isEqualTo(4);
            assertThat(world.service().state().predictionCount()).isEqualTo(4);
            assertThat(world.service().state().errorCount()).isEqualTo(1);
        }
    }

    @Test
    void saysZeroWhileThereIsNoModelAndNoRegistry() throws Exception {
        try (World world = new World(folder)) {
            world.killRegistry();
            world.start();
            String loaded = "inference_model_loaded{model=\"cifar10-model\",stage=\"Production\"}";
            assertThat(world.metric(loaded)).isEqualTo(0);
            assertThat(world.metric("inference_mlflow_accessible")).isEqualTo(0);
        }
    }

    private static Offset<Double> within(double seconds) {
        return Offset.offset(seconds);
    }
}
