package dev.probity.control.metrics;

import dev.probity.control.http.HttpListener;
import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Counts what a running application does and shows it at `/metrics` on loopback.
public final class Metrics implements AutoCloseable {
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
    private final HttpListener listener;

    private Metrics(RunningApplication application, int port) throws IOException {
        new ReplicaGauges(registry, application).register();
        new TrafficCounters(registry, application).register();
        this.listener = HttpListener.onLoopback(port, this::answer, "probity-metrics");
        this.subscription = application.subscribe(QUEUED);
    }

    /// @param port 0 for any free one
    /// @throws IOException when the port is taken
    public static Metrics of(RunningApplication application, int port) throws IOException {
        Metrics metrics = new Metrics(application, port);
        Thread.ofVirtual().name("metrics").start(metrics::follow);
        return metrics;
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

    private Reply answer(Request request) {
        if (!request.path().equals(List.of("metrics"))) {
            return Problem.of(404, "Not found", "the metrics are at /metrics").reply();
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses nothing", e);
        }
        return new Reply.Whole(200, writer.getContentType(), text.toString(StandardCharsets.UTF_8));
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        subscription.close();
        listener.close();
    }
}
