package dev.probity.health.prometheus;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Page;
import dev.probity.health.http.Request;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Everything that is in a registry, in the text format that the asker accepts:
/// `Endpoints.builder(health).page("/metrics", new MetricsPage(registry))`.
public final class MetricsPage implements Page {
    private final PrometheusRegistry registry;
    private final Text plain;
    private final Text open;

    /// Written anew for each request.
    public MetricsPage(PrometheusRegistry registry) {
        this(registry, Duration.ZERO);
    }

    /// @param keep how long a text is sent again before a new one is written, so that a flood of
    ///   scrapes costs no more than one; a tenth of a second is seen by nobody
    public MetricsPage(PrometheusRegistry registry, Duration keep) {
        this.registry = registry;
        ExpositionFormats formats = ExpositionFormats.init();
        plain = new Text(formats.getPrometheusTextFormatWriter(), keep.toNanos());
        open = new Text(formats.getOpenMetricsTextFormatWriter(), keep.toNanos());
    }

    @Override
    public Answer answer(Request request) {
        boolean wantsOpen = request.accept().contains("application/openmetrics-text");
        return (wantsOpen ? open : plain).answer();
    }

    /// The text in one format, as it was last written.
    private final class Text {
        private final ExpositionFormatWriter writer;
        private final long keep;
        private final AtomicBoolean writing = new AtomicBoolean();
        private volatile @Nullable Written last;

        private record Written(Answer answer, long at) {}

        Text(ExpositionFormatWriter writer, long keep) {
            this.writer = writer;
            this.keep = keep;
        }

        Answer answer() {
            Written known = last;
            boolean fresh = known != null && System.nanoTime() - known.at() < keep;
            if (known != null && (fresh || (keep > 0 && !writing.compareAndSet(false, true)))) {
                return known.answer(); // one request writes, the others do not wait for it
            }
            try {
                long now = System.nanoTime();
                Answer answer = write();
                last = keep > 0 ? new Written(answer, now) : null;
                return answer;
            } finally {
                writing.set(false);
            }
        }

        private Answer write() {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            try {
                writer.write(text, registry.scrape());
            } catch (IOException impossible) {
                throw new UncheckedIOException("writing to memory failed", impossible);
            }
            return Answer.of(200, writer.getContentType(), text.toString(StandardCharsets.UTF_8));
        }
    }
}
