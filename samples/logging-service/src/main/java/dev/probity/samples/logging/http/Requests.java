package dev.probity.samples.logging.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.probity.samples.logging.predictions.PredictionReader;
import dev.probity.samples.logging.store.Queries;
import dev.probity.samples.logging.store.Writer;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Everything that is not about health.
public final class Requests implements HttpHandler {
    private static final Logger LOG = System.getLogger("dev.probity.samples.logging");

    private final LogRequests log;
    private final QueryRequests queries;
    private final Supplier<About> about;
    private final Options options;
    private final Tally tally;

    /// @param apiKey what clients have to know; absent for everybody
    /// @param devicePerSecond predictions of one device; 0 for no limit
    /// @param diskFull whether nothing more may be written
    public record Options(Optional<String> apiKey, int devicePerSecond, BooleanSupplier diskFull) {
        @Override
        public String toString() {
            return "Options[devicePerSecond=" + devicePerSecond + ", apiKey withheld]";
        }
    }

    /// What `/` tells.
    public record About(String service, String instance, String startupTime, String database) {}

    public Requests(
            PredictionReader reader,
            Writer writer,
            Queries queries,
            Supplier<About> about,
            Options options,
            Tally tally) {
        this.log =
                new LogRequests(
                        reader,
                        writer,
                        new DeviceLimits(options.devicePerSecond(), System::nanoTime),
                        options.diskFull(),
                        tally);
        this.queries = new QueryRequests(queries);
        this.about = about;
        this.options = options;
        this.tally = tally;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        try {
            return route(exchange);
        } catch (RuntimeException problem) {
            LOG.log(Level.ERROR, "a request has met what nobody expected", problem);
            tally.notStored(Tally.Result.FAILED, 1);
            return Reply.failed(500, "an error of the service; its log tells more");
        }
    }

    private Reply route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (path) {
            case "/log" -> method(exchange, "POST", () -> log.answer(exchange));
            case "/stats" -> method(exchange, "GET", queries::stats);
            case "/predictions" -> method(exchange, "GET", () -> queries.predictions(exchange));
            case "/" -> method(exchange, "GET", this::about);
            default ->
                    Reply.failed(
                            404,
                            "there is no %s; there are /log, /stats, /predictions, /health, /ready,"
                                            .formatted(path)
                                    + " /startup and /metrics");
        };
    }

    private interface Answering {
        Reply answer() throws IOException;
    }

    private Reply method(HttpExchange exchange, String wanted, Answering answering)
            throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals(wanted) && !(wanted.equals("GET") && method.equals("HEAD"))) {
            return Reply.failed(405, "%s is not done here; %s is".formatted(method, wanted))
                    .with("Allow", wanted.equals("GET") ? "GET, HEAD" : wanted);
        }
        if (!isAllowed(exchange)) {
            return Reply.failed(401, "send Authorization: Bearer KEY")
                    .with("WWW-Authenticate", "Bearer");
        }
        return answering.answer();
    }

    private boolean isAllowed(HttpExchange exchange) {
        if (options.apiKey().isEmpty()) {
            return true;
        }
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] expected = ("Bearer " + options.apiKey().get()).getBytes(StandardCharsets.UTF_8);
        byte[] given = (sent == null ? "" : sent).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given); // takes as long for a near miss
    }

    private Reply about() {
        About known = about.get();
        return Reply.ok(
                Reply.object()
                        .put("service", known.service())
                        .put("instance", known.instance())
                        .put("startup_time", known.startupTime())
                        .put("database", known.database()));
    }
}
