package dev.probity.samples.mlplatform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.probity.samples.mlplatform.registry.RegistryProblem.Code;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A registry on 127.0.0.1 that answers as an MLflow server does, for what services ask: versions
/// by number, stage and alias, and their files. What is registered is kept in memory, files in a
/// folder.
public final class ModelRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BASES = List.of("/api/2.0/", "/ajax-api/2.0/");
    private static final String ARTIFACTS = "mlflow-artifacts/artifacts";

    private final Artifacts artifacts;
    private final Hosts hosts;
    private final Catalogue catalogue = new Catalogue(Clock.systemUTC());
    private final Interface calls = new Interface(catalogue);
    private final Faults faults = new Faults();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private ModelRegistry(HttpServer server, Path folder, List<String> hosts) {
        this.server = server;
        this.artifacts = new Artifacts(folder.toAbsolutePath().normalize());
        this.hosts = new Hosts(hosts);
    }

    /// @param port 0 for any free one
    /// @param hosts further names that it may be called by; `*` for any
    public static ModelRegistry start(int port, Path folder, List<String> hosts)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ModelRegistry registry = new ModelRegistry(server, folder, hosts);
        server.createContext("/", registry::handle);
        server.setExecutor(registry.threads);
        server.start();
        return registry;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    /// Registers one more version of a model.
    ///
    /// @param tags such as the file's `sha256`
    /// @return its number
    public int publish(String name, ModelFiles files, Map<String, String> tags) throws IOException {
        if (!catalogue.names().contains(name)) {
            catalogue.createModel(name);
        }
        String path = "models/%s/%d".formatted(name, catalogue.versions(name).size() + 1);
        for (Map.Entry<String, byte[]> file : files.all().entrySet()) {
            artifacts.write(path + "/" + file.getKey(), file.getValue());
        }
        return catalogue.createVersion(name, "mlflow-artifacts:/" + path, tags).number();
    }

    /// Moves a version to a stage, and what was there to `Archived`.
    public void promote(String name, int version, String stage) {
        Version moved = catalogue.move(name, Integer.toString(version), stage, true);
        if (moved.number() != version) {
            throw new IllegalStateException("moved " + moved);
        }
    }

    public void alias(String name, String alias, int version) {
        catalogue.setAlias(name, alias, Integer.toString(version));
    }

    @Override
    public void close() {
        faults.heal();
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Reply {
        final int status;
        final String type;
        final byte[] body;

        Reply(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        static Reply text(int status, String text) {
            return new Reply(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
        }

        static Reply json(int status, JsonNode body) throws IOException {
            return new Reply(status, "application/json", JSON.writeValueAsBytes(body));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = replyTo(exchange);
            exchange.getResponseHeaders().set("Content-Type", reply.type);
            exchange.sendResponseHeaders(
                    reply.status, reply.body.length == 0 ? -1 : reply.body.length);
            exchange.getResponseBody().write(reply.body);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply replyTo(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/health")) { // says so whatever else is wrong, as MLflow's does
            return Reply.text(200, "OK");
        }
        if (path.equals("/version")) {
            return Reply.text(200, "3.5.0");
        }
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!hosts.allows(host)) {
            return Reply.text(403, Hosts.REFUSAL);
        }
        int fault = faults.endure();
        if (fault != 0) {
            return Reply.text(fault, "told to fail");
        }
        try {
            return answer(exchange, path);
        } catch (RegistryProblem problem) {
            ObjectNode body =
                    JSON.createObjectNode()
                            .put("error_code", problem.code().name())
                            .put("message", problem.getMessage());
            return Reply.json(problem.code().status, body);
        }
    }

    private Reply answer(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/model-versions/get-artifact")) {
            return file(query(exchange));
        }
        for (String base : BASES) {
            if (path.startsWith(base)) {
                return call(exchange, path.substring(base.length()));
            }
        }
        throw new RegistryProblem(Code.ENDPOINT_NOT_FOUND, "There is no " + path);
    }

    private Reply call(HttpExchange exchange, String call) throws IOException {
        if (call.startsWith(ARTIFACTS)) {
            return artifacts(exchange, call.substring(ARTIFACTS.length()));
        }
        if (!call.startsWith("mlflow/")) {
            throw new RegistryProblem(Code.ENDPOINT_NOT_FOUND, "There is no " + call);
        }
        String method = exchange.getRequestMethod();
        JsonNode asked =
                method.equals("GET")
                        ? query(exchange)
                        : JSON.readTree(exchange.getRequestBody().readAllBytes());
        return Reply.json(
                200, calls.answer(method + " " + call.substring("mlflow/".length()), asked));
    }

    /// One file of a version, wherever it is kept.
    private Reply file(JsonNode asked) throws IOException {
        Version version =
                catalogue.version(asked.path("name").asText(), asked.path("version").asText());
        String folder = version.source().replaceFirst("^mlflow-artifacts:/+", "");
        byte[] bytes = artifacts.read(folder + "/" + asked.path("path").asText());
        return new Reply(200, "application/octet-stream", bytes);
    }

    private Reply artifacts(HttpExchange exchange, String path) throws IOException {
        if (path.isEmpty()) {
            ArrayNode files = JSON.createArrayNode();
            for (Artifacts.Entry entry : artifacts.list(query(exchange).path("path").asText())) {
                ObjectNode file =
                        files.addObject().put("path", entry.name()).put("is_dir", entry.folder());
                if (!entry.folder()) {
                    file.put("file_size", entry.size());
                }
            }
            return Reply.json(200, JSON.createObjectNode().set("files", files));
        }
        String file = path.substring(1);
        if (exchange.getRequestMethod().equals("PUT")) {
            artifacts.write(file, exchange.getRequestBody().readAllBytes());
            return Reply.json(200, JSON.createObjectNode());
        }
        return new Reply(200, "application/octet-stream", artifacts.read(file));
    }

    private static JsonNode query(HttpExchange exchange) {
        Map<String, String> fields = new TreeMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return JSON.valueToTree(fields);
    }
}
