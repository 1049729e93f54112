package dev.probity.health.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.health.Check;
import dev.probity.health.Health;
import dev.probity.health.Result;
import dev.probity.health.Schedule;
import dev.probity.health.Switch;
import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Request;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class HealthCollectorTest {
    private final Health health =
            Health.named("service")
                    .readiness(
                            Check.remote("db", attempt -> Result.down("database_not_accessible"))
                                    .on(Schedule.every(Duration.ofMillis(20)).downAfter(1)))
                    .readiness(Switch.on("model"))
                    .start();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Endpoints endpoints =
            Endpoints.builder(health).page("/metrics", new MetricsPage(registry)).build();

    HealthCollectorTest() {
        registry.register(new HealthCollector(endpoints));
    }

    @AfterEach
    void end() {
        health.close();
    }

    private Answer scrape(String accept) {
        return endpoints.answer(Request.get("/metrics").accepting(accept)).orElseThrow();
    }

    private double value(String series) {
        List<String> found = new ArrayList<>();
        for (String line : scrape("").body().split("\n")) {
            if (line.startsWith(series + " ")) {
                found.add(line);
            }
        }
        assertThat(found).as(series).hasSize(1);
        return Double.parseDouble(found.get(0).substring(series.length() + 1));
    }

    @Test
    void measuresWhatProbesAreTold() {
        await().until(() -> health.standings().get(0).tally().failures() > 2);
        assertThat(endpoints.answer(Request.get("/readyz")).orElseThrow().status()).isEqualTo(503);

        assertThat(value("probity_health_check_status{check=\"db\"}")).isZero();
        assertThat(value("probity_health_check_status{check=\"model\"}")).isEqualTo(1);
        assertThat(value("probity_health_status{group=\"readiness\"}")).isZero();
        assertThat(value("probity_health_status{group=\"liveness\"}")).isEqualTo(1);
        assertThat(value("probity_health_check_runs_total{check=\"db\",result=\"failed\"}"))
                .isGreaterThan(2);
        assertThat(value("probity_health_check_runs_total{check=\"db\",result=\"ok\"}")).isZero();
        assertThat(value("probity_health_check_transitions_total{check=\"db\"}")).isEqualTo(1);
        assertThat(value("probity_health_probe_requests_total{code=\"503\",group=\"readiness\"}"))
                .isEqualTo(1);
    }

    @Test
    void canSendATextAgainForAWhile() {
        MetricsPage page = new MetricsPage(registry, Duration.ofMinutes(5));
        Answer first = page.answer(Request.get("/metrics"));
        assertThat(endpoints.answer(Request.get("/livez"))).isPresent();

        assertThat(page.answer(Request.get("/metrics")).body()).isEqualTo(first.body());
        assertThat(new MetricsPage(registry).answer(Request.get("/metrics")).body())
                .isNotEqualTo(first.body());
    }

    @Test
    void speaksBothTextFormats() {
        assertThat(scrape("").headers().get("Content-Type"))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        Answer open = scrape("application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().get("Content-Type"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }
}
