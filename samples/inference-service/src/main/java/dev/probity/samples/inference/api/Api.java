package dev.probity.samples.inference.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.probity.samples.inference.model.ModelKeeper;
import dev.probity.samples.inference.model.ServedModel;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Leads each path to who answers it, and words problems as the path's protocol does.
public final class Api implements HttpHandler {
    private static final Logger LOG = System.getLogger("dev.probity.samples.inference");
    private static final String OTHER = "other"; // one label for all paths that are not ours

    private final Predictions predictions;
    private final Predict predict;
    private final OpenInference openInference;
    private final Invocations invocations;
    private final ModelPage model;
    private final Identity identity;
    private final Timing timing;

    /// @param instance this replica's name
    /// @param wanted the model's reference
    /// @param reloadToken who may reload the model; empty for nobody
    public record Identity(String instance, String wanted, String reloadToken) {
        @Override
        public String toString() {
            return "Identity[" + instance + ", " + wanted + "]";
        }
    }

    /// Is told how long each request took.
    @FunctionalInterface
    public interface Timing {
        void answered(String route, int status, double seconds);
    }

    public Api(Predictions predictions, ModelKeeper keeper, Identity identity, Timing timing) {
        this.predictions = predictions;
        this.identity = identity;
        this.timing = timing;
        predict = new Predict(predictions);
        openInference = new OpenInference(predictions);
        invocations = new Invocations(predictions);
        model =
                new ModelPage(
                        predictions.slot(), keeper, identity.wanted(), identity.reloadToken());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long began = System.nanoTime();
            Call call = new Call(exchange);
            String route = route(call.path());
            try {
                answer(call);
            } catch (Problem problem) {
                tell(call, route, problem);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                tell(call, route, new Problem(503, "shutting_down", "the service is stopping"));
            } catch (RuntimeException unforeseen) {
                LOG.log(Level.ERROR, "cannot answer " + call.path(), unforeseen);
                tell(call, route, new Problem(500, "internal", "the service failed; see its log"));
            } finally {
                timing.answered(route, call.status(), (System.nanoTime() - began) / 1e9);
            }
        }
    }

    private void answer(Call call) throws IOException, Problem, InterruptedException {
        switch (call.path()) {
            case "/" -> call.json(200, about());
            case "/predict" -> {
                require(call, "POST");
                call.json(200, predict.answer(call.contentType(), call.body()));
            }
            case "/invocations" -> {
                require(call, "POST");
                call.json(200, invocations.answer(call));
            }
            case "/ping" -> call.text(predictions.slot().peek().isPresent() ? 200 : 404, "\n");
            case "/version" -> call.text(200, "1\n");
            case "/model" -> call.json(200, model.show());
            case "/model/reload" -> {
                require(call, "POST");
                model.reload(call);
            }
            default -> {
                if (!openInference.answers(call)) {
                    throw Problem.notFound(
                            "there is no "
                                    + call.path()
                                    + "; there are /predict, /invocations, /v2/models/NAME/infer,"
                                    + " /model, /health, /ready, /startup and /metrics");
                }
            }
        }
    }

    /// Few, whatever is asked: they become labels of a metric.
    private static String route(String path) {
        return switch (path) {
            case "/",
                    "/predict",
                    "/invocations",
                    "/ping",
                    "/version",
                    "/model",
                    "/model/reload",
                    "/v2" ->
                    path;
            default ->
                    path.startsWith("/v2/models/")
                            ? path.endsWith("/infer") ? "/v2/infer" : "/v2/models"
                            : OTHER;
        };
    }

    static void require(Call call, String method) throws Problem {
        if (!call.method().equals(method)) {
            call.allow(method);
            throw new Problem(
                    405,
                    "method",
                    call.path() + " is asked with " + method + ", not " + call.method());
        }
    }

    private Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("service", "inference-service");
        about.put("instance", identity.instance());
        about.put("wanted", identity.wanted());
        Optional<ServedModel> served = predictions.slot().peek();
        about.put("model", served.map(model -> model.version().name()).orElse(""));
        about.put("version", served.map(model -> model.version().version()).orElse(""));
        return about;
    }

    private static void tell(Call call, String route, Problem problem) throws IOException {
        if (call.status() != 0) {
            return; // the answer had begun
        }
        if (problem.isTemporary()) {
            call.retryLater();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (route.startsWith("/v2")) {
            body.put("error", problem.text());
        } else if (route.equals("/invocations")) {
            body.put("error_code", problem.status() < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR");
            body.put("message", problem.text());
        } else if (problem.isNotReady()) {
            body.put("status", "not_ready");
            body.put("reason", problem.reason());
        } else {
            body.put("error", problem.reason());
            body.put("message", problem.text());
        }
        call.json(problem.status(), body);
    }
}
