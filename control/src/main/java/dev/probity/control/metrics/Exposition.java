package dev.probity.control.metrics;

import dev.probity.control.http.Reply;
import dev.probity.engine.Happening;
import dev.probity.runtime.Notice;
import dev.probity.runtime.RunningApplication;
import dev.probity.runtime.Subscription;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/// Counts what a running application does, and writes it as Prometheus reads it.
public final class Exposition implements AutoCloseable {
    private static final int QUEUED = 50_000; // half a minute of 1,000 probes each second
    private static final Duration LOOK_UP = Duration.ofSeconds(1); // whether the run is over

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final ProbeCounters probes = new ProbeCounters(registry);
    private final Counter missed =
            Counter.builder()
                    .name("probity_metrics_missed_total")
                    .help("Notices that these metrics could not count in time")
                    .register(registry);
    private final Subscription subscription;

    private Exposition(RunningApplication application) {
        new ReplicaGauges(registry, application).register();
        new TrafficCounters(registry, application).register();
        subscription = application.subscribe(QUEUED, 0);
    }

    /// Counts from now on.
    public static Exposition of(RunningApplication application) {
        Exposition exposition = new Exposition(application);
        Thread.ofVirtual().name("metrics").start(exposition::follow);
        return exposition;
    }

    private void follow() {
        try {
            while (!subscription.isOver()) {
                subscription.next(LOOK_UP).ifPresent(told -> count(told.notice()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(Notice notice) {
        if (notice instanceof Notice.Happened(Happening.Attempted attempted)) {
            probes.count(attempted);
        } else if (notice instanceof Notice.Missed(long count)) {
            missed.inc(count);
        }
    }

    /// All counts as they are now.
    public Reply reply() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses nothing", e);
        }
        return new Reply.Whole(
                200, writer.getContentType(), ByteBuffer.wrap(text.toByteArray()), Map.of());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
