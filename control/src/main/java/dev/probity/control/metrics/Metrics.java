package dev.probity.control.metrics;

import dev.probity.control.http.HttpListener;
import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.launch.port.Listeners;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Shows what a running application does at `/metrics` on loopback, to everybody on this machine.
public final class Metrics implements AutoCloseable {
    private final HttpListener listener;
    private volatile Optional<Exposition> exposition = Optional.empty();

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

    /// From now on there is something to see.
    public void show(Exposition shown) {
        exposition = Optional.of(shown);
    }

    private Reply answer(Request request) {
        if (!request.path().equals(List.of("metrics"))) {
            return Problem.of(404, "Not found", "the metrics are at /metrics").reply();
        }
        return exposition
                .map(Exposition::reply)
                .orElseGet(() ->
                        Problem.of(503, "Not yet", "the application is being started").reply());
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
