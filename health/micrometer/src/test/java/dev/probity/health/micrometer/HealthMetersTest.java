package dev.probity.health.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.health.Check;
import dev.probity.health.Health;
import dev.probity.health.Result;
import dev.probity.health.Schedule;
import dev.probity.health.http.Endpoints;
import dev.probity.health.metrics.Metric;
import dev.probity.health.metrics.Metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

class HealthMetersTest {
    private final AtomicReference<Result> database = new AtomicReference<>(Result.up());
    private final Health health =
            Health.named("service")
                    .readiness(
                            Check.remote("db", attempt -> database.get())
                                    .on(Schedule.every(Duration.ofMillis(20)).downAfter(1)))
                    .start();
    private final Endpoints endpoints = Endpoints.of(health);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    HealthMetersTest() {
        new HealthMeters(endpoints).bindTo(registry);
    }

    @AfterEach
    void end() {
        health.close();
    }

    private double gauge(String name, String tag, String value) {
        Gauge gauge = registry.find(name).tag(tag, value).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Test
    void followsTheStatus() {
        await().until(() -> gauge("probity.health.check.status", "check", "db") == 1);
        database.set(Result.down("gone"));

        await().until(() -> gauge("probity.health.check.status", "check", "db") == 0);
        await().until(() -> gauge("probity.health.status", "group", "readiness") == 0);
        FunctionCounter failed =
                registry.find("probity.health.check.runs")
                        .tags("check", "db", "result", "failed")
                        .functionCounter();
        await().until(() -> failed != null && failed.count() > 1);
    }

    @Test
    void saysTheSameAsTheOtherMetricsLibrary() {
        health.close();
        int compared = 0;
        for (Metric metric : Metrics.of(endpoints)) {
            for (Metric.Sample sample : metric.samples()) {
                String[] tags =
                        sample.labels().entrySet().stream()
                                .flatMap(label -> Stream.of(label.getKey(), label.getValue()))
                                .toArray(String[]::new);
                Meter meter = registry.find(metric.name().replace('_', '.')).tags(tags).meter();
                assertThat(meter).as(metric.name()).isNotNull();
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(8);
    }
}
