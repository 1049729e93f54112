package dev.probity.samples.inference;

import dev.probity.samples.inference.model.ModelSlot;
import dev.probity.samples.inference.model.Predictor;
import dev.probity.samples.inference.upload.Outbox;
import dev.probity.samples.inference.upload.Prediction;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/// The service's own metrics. What is counted elsewhere is read when somebody asks; every series is
/// there from the start, so that an alert can tell 0 from nothing.
final class ServiceMetrics {
    private static final double[] INFERENCE = {
        .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1
    };
    private static final double[] REQUEST = {.001, .0025, .005, .01, .025, .05, .1, .25, 1, 5, 30};
    private static final double[] ITEMS = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final List<String> REASONS =
            List.of("invalid_input", "overloaded", "timeout", "model_failed", "upload_failed");
    private static final int PREFIX = 12; // of a sum: enough to tell versions apart

    private final PrometheusRegistry registry;
    private final String model;
    private final Histogram inference;
    private final Histogram request;
    private final Histogram batch;
    private final Counter failures;
    private final Counter reloads;
    private volatile double loadSeconds;

    /// What the names of the model say in labels.
    record Names(String model, String stage) {}

    /// What is read when somebody asks.
    ///
    /// @param mlflow nothing where no registry is looked at
    record Readings(
            ServiceState state,
            ModelSlot slot,
            Predictor predictor,
            BooleanSupplier loaded,
            Optional<BooleanSupplier> mlflow,
            Optional<BooleanSupplier> store) {}

    ServiceMetrics(PrometheusRegistry registry, Names names, Readings readings) {
        this.registry = registry;
        model = names.model();
        inference =
                histogram(
                                "inference_duration_seconds",
                                "From being taken on to the scores",
                                "model")
                        .classicUpperBounds(INFERENCE)
                        .register(registry);
        request =
                histogram(
                                "inference_request_duration_seconds",
                                "From the request's head to the answer",
                                "route",
                                "code")
                        .classicUpperBounds(REQUEST)
                        .register(registry);
        batch =
                histogram("inference_batch_size", "Items of a request", "model")
                        .classicUpperBounds(ITEMS)
                        .register(registry);
        failures =
                Counter.builder()
                        .name("inference_failures_total")
                        .help("Predictions that failed, by reason")
                        .labelNames("model", "reason")
                        .register(registry);
        reloads =
                Counter.builder()
                        .name("inference_model_reloads_total")
                        .help("New versions that were tried, the first one not counted")
                        .labelNames("result")
                        .register(registry);
        REASONS.forEach(reason -> failures.initLabelValues(model, reason));
        reloads.initLabelValues("success");
        reloads.initLabelValues("failed");
        inference.initLabelValues(model);
        request.initLabelValues("/predict", "200");
        batch.initLabelValues(model);
        counters(readings.state());
        gauges(names, readings);
    }

    private static Histogram.Builder histogram(String name, String help, String... labels) {
        return Histogram.builder().name(name).help(help).labelNames(labels).classicOnly();
    }

    private void counters(ServiceState state) {
        CounterWithCallback.builder()
                .name("inference_predictions_total")
                .help("Predictions served")
                .labelNames("model")
                .callback(told -> told.call((double) state.predictionCount(), model))
                .register(registry);
        CounterWithCallback.builder()
                .name("inference_errors_total")
                .help("Predictions that failed")
                .labelNames("model")
                .callback(told -> told.call((double) state.errorCount(), model))
                .register(registry);
    }

    private void gauges(Names names, Readings readings) {
        GaugeWithCallback.builder()
                .name("inference_model_loaded")
                .help("1 when a model is loaded and warm")
                .labelNames("model", "stage")
                .callback(told ->
                        told.call(number(readings.loaded().getAsBoolean()), model, names.stage()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("inference_model_info")
                .help("The version that is served")
                .labelNames("model", "version", "stage", "sha256_prefix")
                .callback(told ->
                        readings.slot()
                                .peek()
                                .ifPresent(served ->
                                        told.call(
                                                1,
                                                served.version().name(),
                                                served.version().version(),
                                                served.version().stage(),
                                                served.sha256().substring(0, PREFIX))))
                .register(registry);
        readings.mlflow()
                .ifPresent(accessible ->
                        gauge(
                                "inference_mlflow_accessible",
                                "1 when the registry answers",
                                () -> number(accessible.getAsBoolean())));
        readings.store()
                .ifPresent(accessible ->
                        gauge(
                                "inference_s3_accessible",
                                "1 when the bucket answers",
                                () -> number(accessible.getAsBoolean())));
        gauge("inference_queue_depth", "Requests that wait", () -> readings.predictor().queued());
        gauge("inference_in_flight", "Requests that run", () -> readings.predictor().running());
        gauge(
                "inference_model_load_seconds",
                "What the last load took, from resolving to warm",
                () -> loadSeconds);
        gauge(
                "inference_last_prediction_timestamp_seconds",
                "When the last prediction was served, 0 if none was",
                () ->
                        readings.state()
                                .lastPredictionTime()
                                .map(Instant::toEpochMilli)
                                .map(millis -> millis / 1e3)
                                .orElse(0.0));
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> told.call(value.getAsDouble()))
                .register(registry);
    }

    private static double number(boolean truth) {
        return truth ? 1 : 0;
    }

    /// @param name such as `log`, which becomes part of the names of metrics
    void watch(String name, Outbox<Prediction> outbox) {
        gauge(
                "inference_" + name + "_queue_depth",
                "Predictions that wait to be sent",
                outbox::waiting);
        counter(
                "inference_" + name + "_queue_dropped_total",
                "Predictions that were given up",
                () -> (double) outbox.dropped());
        counter(
                "inference_" + name + "_sent_total",
                "Predictions that arrived",
                () -> (double) outbox.delivered());
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> told.call(value.getAsDouble()))
                .register(registry);
    }

    void predicted(int items, double seconds) {
        inference.labelValues(model).observe(seconds);
        batch.labelValues(model).observe(items);
    }

    void failed(String reason, int items) {
        failures.labelValues(model, reason).inc(items);
    }

    void answered(String route, int status, double seconds) {
        request.labelValues(route, Integer.toString(status)).observe(seconds);
    }

    void loaded(double seconds, boolean first) {
        loadSeconds = seconds;
        if (!first) {
            reloads.labelValues("success").inc();
        }
    }

    void reloadFailed() {
        reloads.labelValues("failed").inc();
    }
}
