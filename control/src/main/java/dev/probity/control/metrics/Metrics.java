package dev.probity.control.metrics;

import dev.probity.control.http.HttpListener;
import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.engine.Happening;
import dev.probity.launch.port.Listeners;
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
import java.util.Optional;

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
    private final HttpListener listener;
    private Optional<Subscription> subscription = Optional.empty();

    private Metrics(int port) throws IOException {
        this.listener = HttpListener.onLoopback(port, this::answer, "probity-metrics");
    }

    /// Takes the port, before anything runs that would have to be stopped if it were taken.
    ///
    /// @param port 0 for any free one
    /// @throws IOException when the port is taken; it says by whom, where the system tells
    public static Metrics listen(int port) throws IOException {
        try {
            return new Metrics(port);
        } catch (IOException e) {
            throw Listeners.whoListens(port)
                    .map(owner -> new IOException("port " + port + " is taken by " + owner, e))
                    .orElse(e);
        }
    }

    /// Counts from now on. Called once, by the thread that closes this.
    public void count(RunningApplication application) {
        new ReplicaGauges(registry, application).register();
        new TrafficCounters(registry, application).register();
        Subscription counted = application.subscribe(QUEUED, 0);
        subscription = Optional.of(counted);
        Thread.ofVirtual().name("metrics").start(() -> follow(counted));
    }

    private void follow(Subscription subscription) {
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
        subscription.ifPresent(Subscription::close);
        listener.close();
    }
}
