package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.probity.control.Browser.Answer;
import dev.probity.control.http.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the document says is what the server does: each route is in it, and each operation of it is
/// asked for and answers in the documented shape, without a field that is not documented.
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String FILE =
            """
            name: small
            services:
              web:
                command: [sleep, "600"]
                ports: [0]
                tags: [front]
                env: {API_TOKEN: hush, MODE: plain}
                readinessProbe: {exec: ["true"], periodSeconds: 1}
                livenessProbe:
                  httpGet:
                    path: /live
                    httpHeaders: [{name: Authorization, value: hush}]
                  failureThreshold: 20
              worker:
                command: [sh, -c, "echo hello; sleep 600"]
                dependsOn: {web: started}
                startupProbe: {exec: ["false"], periodSeconds: 1, failureThreshold: 200}
            ingress:
              edge:
                ports: [0]
                rules: [{host: shop.test, path: /, service: web}]
            """;

    private static final String PROBE =
            "{\"probe\": {\"exec\": {\"command\": [\"true\"]}, \"periodSeconds\": 2}}";

    private static final Set<String> DISTURBING =
            Set.of("restartService", "restartReplica", "scale", "stop", "start");

    /// How each operation is asked for that takes a body.
    private static final Map<String, String> BODIES =
            Map.ofEntries(
                    Map.entry("apply", "{\"dryRun\": true}"),
                    Map.entry("start", "{}"),
                    Map.entry("stop", "{\"services\": [\"worker\"], \"graceSeconds\": 1}"),
                    Map.entry("restartService", "{}"),
                    Map.entry("scale", "{\"replicas\": 2}"),
                    Map.entry("changeProbe", PROBE),
                    Map.entry("previewProbe", PROBE),
                    Map.entry("restartReplica", "{}"),
                    Map.entry("quarantine", "{\"on\": false}"),
                    Map.entry("pauseProbe", "{}"),
                    Map.entry("resumeProbe", "{}"),
                    Map.entry("forceVerdict", "{\"verdict\": \"passing\", \"seconds\": 1}"),
                    Map.entry("exec", "{\"command\": [\"echo\", \"hello\"]}"),
                    Map.entry("newLoginLink", "{}"));

    /// What is waited for half a minute unless it is there already.
    private static final Map<String, String> QUERIES = Map.of("awaitEvent", "?after=0");

    private Controlled controlled;
    private Browser program;
    private JsonNode document;

    private record Operation(String method, String path, JsonNode described) {
        String id() {
            return described.path("operationId").asText();
        }

        /// As routes are called: `GET services/{}`.
        String route() {
            return method + " " + path.substring(1).replaceAll("\\{\\w+}", "{}");
        }
    }

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path state) throws Exception {
        controlled = Controlled.onWeb(folder, state, FILE, false);
        int port = controlled.web().orElseThrow().address().getPort();
        String token = Files.readString(controlled.running().state().token()).strip();
        program = Browser.at(port).with("Authorization", "Bearer " + token);
        document = program.get("/api/v1/openapi.json").json();
        // A history with a failure that has a transcript, and rates of two looks.
        await().atMost(PATIENCE)
                .until(() ->
                        controlled
                                .client()
                                .text("replicas/web-1/probes")
                                .contains("\"transcript\""));
        await().atMost(PATIENCE)
                .until(() ->
                        controlled.client().get("replicas/web-1").path("resources").has("cpu"));
    }

    @AfterAll
    void end() {
        controlled.close();
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(member -> {
                                    if (member.getValue().has("operationId")) {
                                        operations.add(
                                                new Operation(
                                                        member.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        member.getValue()));
                                    }
                                }));
        return operations;
    }

    @Test
    void hasEveryRouteAndNoOther() {
        assertThat(new TreeSet<>(operations().stream().map(Operation::route).toList()))
                .isEqualTo(new TreeSet<>(controlled.server().operations()));
    }

    @Test
    void describesWhatIsAnswered() throws Exception {
        List<Operation> all = new ArrayList<>(operations());
        all.removeIf(operation -> operation.id().equals("shutdown"));
        // What stops replicas comes behind what asks about them.
        all.sort(Comparator.comparing(operation -> DISTURBING.contains(operation.id())));
        for (Operation operation : all) {
            describes(operation, ask(operation));
        }
    }

    @Test
    void describesTheEnd(@TempDir Path folder, @TempDir Path state) throws Exception {
        try (Controlled ending = Controlled.onWeb(folder, state, FILE, false)) {
            int port = ending.web().orElseThrow().address().getPort();
            String token = Files.readString(ending.running().state().token()).strip();
            Browser asking = Browser.at(port).with("Authorization", "Bearer " + token);
            Answer answer = asking.post("/api/v1/application/shutdown", "{\"hurry\": true}");
            Operation shutdown =
                    operations().stream()
                            .filter(operation -> operation.id().equals("shutdown"))
                            .findFirst()
                            .orElseThrow();
            describes(shutdown, answer);
        }
    }

    private void describes(Operation operation, Answer answer) throws IOException {
        assertThat(answer.status()).as(operation.id() + ": " + answer.body()).isEqualTo(200);
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode content = operation.described().at("/responses/200/content");
        assertThat(content.has(type)).as(operation.id() + " answers " + type).isTrue();
        JsonNode media = content.path(type);
        if (type.equals("application/json")) {
            check(operation.id(), media.path("schema"), answer.body());
        }
        if (media.has("x-item-schema")) {
            List<String> items = items(answer.body());
            assertThat(items).as(operation.id()).isNotEmpty();
            for (String item : items) {
                check(operation.id(), media.path("x-item-schema"), item);
            }
        }
    }

    private Answer ask(Operation operation) throws IOException {
        String path =
                operation
                        .path()
                        .replace("{service}", "web")
                        .replace("{replica}", "web-1")
                        .replace("{type}", "readiness");
        boolean monitor = document.path("paths").path(operation.path()).has("servers");
        String body = BODIES.getOrDefault(operation.id(), "");
        String query = QUERIES.getOrDefault(operation.id(), "");
        return program.with("Content-Type", "application/json")
                .ask(operation.method(), (monitor ? path : "/api/v1" + path) + query, body);
    }

    /// Lines of JSON, or what stands behind `data:`; the rest is framing.
    private static List<String> items(String body) {
        return body.lines()
                .map(line -> line.startsWith("data: ") ? line.substring(6) : line)
                .filter(line -> line.startsWith("{"))
                .toList();
    }

    @Test
    void describesProblems() throws Exception {
        JsonNode schema = Json.read("{\"$ref\": \"#/components/schemas/Problem\"}");
        List<Answer> problems =
                List.of(
                        program.get("/api/v1/nonsense"),
                        program.post("/api/v1/services", "{}"),
                        program.post("/api/v1/services/web/scale", "{\"replicas\": -1}"),
                        program.get("/api/v1/services/wbe"),
                        program.with("Content-Type", "application/json")
                                .ask(
                                        "PUT",
                                        "/api/v1/services/web/probes/liveness",
                                        "{\"probe\": {\"periodSeconds\": -1}}"));
        for (Answer problem : problems) {
            assertThat(problem.status()).isBetween(400, 499);
            assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(problem.json().path("status").asInt()).isEqualTo(problem.status());
            check("problem", schema, problem.body());
        }
    }

    @Test
    void tellsNoSecret() throws Exception {
        for (Operation operation : operations()) {
            if (operation.method().equals("GET") || operation.id().equals("previewProbe")) {
                assertThat(ask(operation).body()).as(operation.id()).doesNotContain("hush");
            }
        }
        Answer change =
                program.post(
                        "/api/v1/services/web/probes/liveness/preview",
                        "{\"probe\": {\"httpGet\": {\"path\": \"/live\", \"httpHeaders\":"
                                + " [{\"name\": \"Authorization\", \"value\": \"***\"}]},"
                                + " \"periodSeconds\": 3}}");
        assertThat(change.json().path("diff").asText())
                .contains("+")
                .contains("periodSeconds")
                .doesNotContain("hush", "***\"}");
    }

    /// By the schemas as they are, closed: a field that nobody has documented is found.
    private void check(String what, JsonNode schema, String json) throws IOException {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", closed(document.path("components").deepCopy()));
        var problems =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Json.text(closed(whole)), InputFormat.JSON)
                        .validate(json, InputFormat.JSON);
        assertThat(problems).as(what + ": " + shortened(json)).isEmpty();
    }

    private static String shortened(String json) {
        return json.length() < 2_000 ? json : json.substring(0, 2_000) + "…";
    }

    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            object.properties().forEach(member -> closed(member.getValue()));
        } else {
            schema.forEach(ApiDocumentIT::closed);
        }
        return schema;
    }

    @Test
    void saysTheVersionThatItsPathsHave() {
        assertThat(Optional.ofNullable(document.path("openapi").textValue())).contains("3.1.0");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/api/v1");
    }
}
