package dev.probity.health.prometheus;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Page;
import dev.probity.health.http.Request;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Everything that is in a registry, in the text format that the asker accepts:
/// `Endpoints.builder(health).page("/metrics", new MetricsPage(registry))`.
public final class MetricsPage implements Page {
    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    public MetricsPage(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Answer answer(Request request) {
        ExpositionFormatWriter writer =
                request.accept().contains("application/openmetrics-text")
                        ? formats.getOpenMetricsTextFormatWriter()
                        : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return Answer.of(200, writer.getContentType(), text.toString(StandardCharsets.UTF_8));
    }
}
