package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Failure;
import dev.probity.control.metrics.Exposition;
import dev.probity.control.metrics.Metrics;
import dev.probity.control.web.WebServer;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// What a run offers on ports of its own: metrics and the dashboard, each when it is wanted.
record Offered(Optional<Metrics> metrics, Optional<WebServer> web) implements AutoCloseable {

    /// Takes their ports.
    ///
    /// @throws Failure when one of them cannot be had
    static Offered of(RunRequest request) {
        Optional<Metrics> metrics = metrics(request.metricsPort());
        try {
            return new Offered(
                    metrics,
                    request.web().isPresent()
                            ? Optional.of(WebServer.listen(request.web().get()))
                            : Optional.empty());
        } catch (IOException e) {
            metrics.ifPresent(Metrics::close);
            throw Failure.of(
                    "the dashboard cannot be offered; nothing was started:\n  " + e.getMessage(),
                    e);
        }
    }

    private static Optional<Metrics> metrics(OptionalInt port) {
        try {
            return port.isPresent()
                    ? Optional.of(Metrics.listen(port.getAsInt()))
                    : Optional.empty();
        } catch (IOException e) {
            throw Failure.of(
                    "the metrics cannot be shown; nothing was started:\n  " + e.getMessage(), e);
        }
    }

    void show(Exposition exposition) {
        metrics.ifPresent(shown -> shown.show(exposition));
    }

    @Override
    public void close() {
        web.ifPresent(WebServer::close);
        metrics.ifPresent(Metrics::close);
    }
}
