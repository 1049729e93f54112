package dev.probity.benchmarks.health;

import dev.probity.health.Check;
import dev.probity.health.Health;
import dev.probity.health.Result;
import dev.probity.health.Schedule;
import dev.probity.health.checks.Checks;
import dev.probity.health.http.Endpoints;
import dev.probity.health.prometheus.HealthCollector;
import dev.probity.health.prometheus.MetricsPage;
import dev.probity.health.stuck.Deadlocks;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A service with ten checks. One asks a server that accepts and never answers, one hangs and cares
/// about no interrupt; the others are well.
final class SickService implements AutoCloseable {
    private static final Schedule OFTEN = Schedule.every(Duration.ofMillis(500));

    private final ServerSocket silent;
    private final CountDownLatch never = new CountDownLatch(1);
    final Health health;
    final Endpoints endpoints;

    SickService() {
        try {
            silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        URI nobody = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
        var builder =
                Health.named("sick")
                        .liveness(Check.local("deadlock", new Deadlocks()))
                        .readiness(Checks.http("silent", nobody).on(OFTEN).advisory())
                        .readiness(
                                Check.remote("stubborn", attempt -> hang()).on(OFTEN).advisory());
        for (int i = 0; i < 8; i++) {
            builder.readiness(Check.remote("well-" + i, attempt -> Result.up()).on(OFTEN));
        }
        health = builder.start();
        PrometheusRegistry registry = new PrometheusRegistry();
        MetricsPage metrics = new MetricsPage(registry, Duration.ofMillis(100));
        endpoints = Endpoints.builder(health).page("/metrics", metrics).build();
        registry.register(new HealthCollector(endpoints));
    }

    private Result hang() {
        boolean hanging = true;
        while (hanging) {
            try {
                never.await();
                hanging = false;
            } catch (InterruptedException ignored) {
                hanging = never.getCount() > 0;
            }
        }
        return Result.up();
    }

    /// How many checks hang just now, as the health itself says.
    long hanging() {
        return health.standings().stream().filter(one -> one.tally().timeouts() > 0).count();
    }

    @Override
    public void close() throws IOException {
        never.countDown();
        health.close();
        silent.close();
    }
}
