package dev.probity.samples.logging;

import dev.probity.samples.logging.http.Tally;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/// The metrics by their names. They are read from the state when somebody asks.
final class ServiceMetrics {
    private static final double[] COMMIT_SECONDS = {
        .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 2.5
    };

    private final PrometheusRegistry registry;
    private final Histogram commits;

    ServiceMetrics(PrometheusRegistry registry, LoggingServiceState state, IntSupplier queueDepth) {
        this.registry = registry;
        ofService(state);
        ofRequests(state);
        gauge(
                "logging_db_accessible",
                "1 while the database answers",
                () -> truth(state::isDbAccessible));
        gauge("logging_queue_depth", "predictions that wait to be written", queueDepth::getAsInt);
        gauge("logging_rows", "predictions that are kept", state::rowCount);
        gauge(
                "logging_last_prediction_timestamp_seconds",
                "when a prediction was last stored; 0 if none was",
                () ->
                        state.lastPredictionTime()
                                .map(time -> time.toEpochMilli() / 1e3)
                                .orElse(0.0));
        commits =
                Histogram.builder()
                        .name("logging_commit_duration_seconds")
                        .help("how long a commit took, with everything that was written for it")
                        .classicOnly()
                        .classicUpperBounds(COMMIT_SECONDS)
                        .register(registry);
    }

    void committed(Duration took) {
        commits.observe(took.toNanos() / 1e9);
    }

    private static double truth(BooleanSupplier supplier) {
        return supplier.getAsBoolean() ? 1 : 0;
    }

    /// Those that carry the service's name, as alerts and dashboards know them.
    private void ofService(LoggingServiceState state) {
        GaugeWithCallback.builder()
                .name("logging_db_initialized")
                .help("1 once the database has its schema")
                .labelNames("service")
                .callback(gauge ->
                        gauge.call(truth(state.dbInitialized()::isOn), LoggingService.NAME))
                .register(registry);
        ofService("logging_predictions", "predictions that were stored", state::predictionCount);
        ofService("logging_defects", "defects among the stored ones", state::defectCount);
        ofService("logging_errors", "predictions that should have been stored", state::errorCount);
    }

    private void ofService(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("service")
                .callback(counter -> counter.call(value.getAsDouble(), LoggingService.NAME))
                .register(registry);
    }

    private void ofRequests(LoggingServiceState state) {
        CounterWithCallback.builder()
                .name("logging_batches")
                .help("requests to store something, by what became of them")
                .labelNames("result")
                .callback(counter -> {
                    for (Tally.Result result : Tally.Result.values()) {
                        counter.call(
                                (double) state.batchCount(result),
                                result.name().toLowerCase(Locale.ROOT));
                    }
                })
                .register(registry);
        counter("logging_duplicates", "predictions that were known", state::duplicateCount);
        counter(
                "logging_dead_letters",
                "predictions that the database would not take",
                state::deadLetterCount);
        counter("logging_queue_rejected", "requests that found no room", state::rejectedCount);
        counter(
                "logging_retention_deleted",
                "predictions deleted for age or number",
                state::deletedCount);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(counter -> counter.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
    }
}
