package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.launch.container.rest.Call;
import dev.probity.launch.container.rest.EngineClient;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.Exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What is asked of a container engine, in the engine's words. Its methods wait for the answer.
final class ContainerEngine implements AutoCloseable {
    private static final Call INFO = Call.get("/info");

    /// Podman takes a third of a second to think about its version when it is asked for that.
    private static final Call PING = Call.get("/_ping");

    private static final Duration GREETING = Duration.ofSeconds(5);

    /// Podman waits for its own locks while it starts many containers.
    private static final Duration STREAM_BEGIN = Duration.ofSeconds(60);

    /// Starting may pull up networks and wait for other starts.
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final EngineClient client;
    private final EngineVersion version;
    private final Question info;

    @FunctionalInterface
    private interface Question {
        JsonNode ask() throws EngineProblem;
    }

    private ContainerEngine(EngineClient client, EngineVersion version, Question info) {
        this.client = client;
        this.version = version;
        this.info = info;
    }

    /// Asks who answers there, and speaks its version of the interface from then on.
    static ContainerEngine at(Path socket) throws EngineProblem {
        EngineClient client = EngineClient.of(socket);
        return asked(client, () -> client.ask(INFO));
    }

    /// The same, and asks meanwhile what it can do: Podman thinks about each for a while.
    static ContainerEngine greet(Path socket) throws EngineProblem {
        EngineClient client = EngineClient.of(socket);
        var answer = new CompletableFuture<JsonNode>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(client.ask(INFO));
            } catch (EngineProblem | RuntimeException problem) {
                answer.completeExceptionally(problem);
            }
        });
        return asked(client, () -> await(answer));
    }

    private static ContainerEngine asked(EngineClient client, Question info) throws EngineProblem {
        try (Exchange answer = client.open(PING, GREETING)) {
            EngineVersion version = EngineVersion.of(answer::header);
            return new ContainerEngine(client.speaking(version.api()), version, info);
        } catch (EngineProblem | RuntimeException problem) {
            client.close();
            throw problem;
        }
    }

    private static JsonNode await(CompletableFuture<JsonNode> answer) throws EngineProblem {
        try {
            return answer.join(); // a question has a limit of its own
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineProblem problem) {
                throw problem;
            }
            throw e;
        }
    }

    EngineVersion version() {
        return version;
    }

    /// What it can do here.
    JsonNode info() throws EngineProblem {
        return info.ask();
    }

    /// @return the container's id
    String create(String name, JsonNode wish) throws EngineProblem {
        Call call = Call.post("/containers/create").with(Map.of("name", name)).with(wish);
        return client.ask(call, STARTING).path("Id").asText();
    }

    void start(String id) throws EngineProblem {
        client.ask(Call.post("/containers/" + id + "/start"), STARTING);
    }

    /// One that has ended or gone already is as wanted.
    void signal(String id, String signal) throws EngineProblem {
        try {
            client.ask(Call.post("/containers/" + id + "/kill").with(Map.of("signal", signal)));
        } catch (EngineProblem problem) {
            if (problem.isUnreachable() || isRunning(id)) {
                throw problem;
            }
        }
    }

    private boolean isRunning(String id) throws EngineProblem {
        return inspect(id)
                .map(found -> found.path("State").path("Running").asBoolean())
                .orElse(false);
    }

    /// Kills it if it runs. One that is gone already is as wanted.
    void remove(String id) throws EngineProblem {
        missing(Call.delete("/containers/" + id).with(Map.of("force", "true", "v", "true")));
    }

    /// Nothing when there is no such container.
    Optional<JsonNode> inspect(String id) throws EngineProblem {
        return missing(Call.get("/containers/" + id + "/json"));
    }

    /// All containers with the label, also those that have ended.
    List<JsonNode> list(String label) throws EngineProblem {
        Map<String, String> query = Map.of("all", "true", "filters", filters("label", label));
        return items(client.ask(Call.get("/containers/json").with(query)));
    }

    boolean hasImage(String reference) throws EngineProblem {
        return missing(Call.get("/images/" + reference + "/json")).isPresent();
    }

    /// The engine tells its progress, and why it failed, in the answer.
    Exchange pull(String reference) throws EngineProblem {
        return client.open(
                Call.post("/images/create").with(Map.of("fromImage", tagged(reference))),
                STREAM_BEGIN);
    }

    /// The engine tells its progress, and why it failed, in the answer.
    ///
    /// @param login as the engine takes it
    /// @param plain whether HTTP will do where the registry has no certificate; Docker finds that
    ///   out by itself
    Exchange push(String reference, String login, boolean plain) throws EngineProblem {
        String whole = tagged(reference);
        int colon = whole.lastIndexOf(':');
        Map<String, String> query = new LinkedHashMap<>();
        query.put("tag", whole.substring(colon + 1));
        if (plain) {
            query.put("tlsVerify", "false");
        }
        Call call = Call.post("/images/" + whole.substring(0, colon) + "/push").with(query);
        return client.open(call.as(login), STREAM_BEGIN);
    }

    /// Without a tag some engines fetch all that there are.
    private static String tagged(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? reference : reference + ":latest";
    }

    Exchange build(Map<String, String> query, Call.Writer context) throws EngineProblem {
        Call call =
                Call.post("/build")
                        .with(query)
                        .with(new Call.Body.Stream("application/x-tar", context));
        return client.open(call, STARTING);
    }

    /// What happens to containers with the label from now on, a line each.
    Exchange events(String label) throws EngineProblem {
        ObjectNode filters = JsonNodeFactory.instance.objectNode();
        filters.putArray("label").add(label);
        filters.putArray("type").add("container");
        return client.open(
                Call.get("/events").with(Map.of("filters", filters.toString())), STREAM_BEGIN);
    }

    /// Follows both streams.
    ///
    /// @param since seconds of the epoch
    Exchange logs(String id, long since) throws EngineProblem {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("follow", "true");
        query.put("stdout", "true");
        query.put("stderr", "true");
        query.put("timestamps", "true");
        query.put("since", Long.toString(since));
        return client.open(Call.get("/containers/" + id + "/logs").with(query), STREAM_BEGIN);
    }

    /// @return the id of a command that is not started yet
    String prepareCommand(String id, List<String> command, boolean input) throws EngineProblem {
        ObjectNode wish =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("AttachStdout", true)
                        .put("AttachStderr", true)
                        .put("AttachStdin", input);
        ArrayNode words = wish.putArray("Cmd");
        command.forEach(words::add);
        return client.ask(Call.post("/containers/" + id + "/exec").with(wish)).path("Id").asText();
    }

    /// Its output comes as frames; its input goes beside them.
    Exchange startCommand(String command) throws EngineProblem {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("Detach", false);
        return client.open(
                Call.post("/exec/" + command + "/start").with(wish.put("Tty", false)),
                STREAM_BEGIN);
    }

    JsonNode inspectCommand(String command) throws EngineProblem {
        return client.ask(Call.get("/exec/" + command + "/json"));
    }

    Optional<JsonNode> inspectNetwork(String name) throws EngineProblem {
        return missing(Call.get("/networks/" + name));
    }

    void createNetwork(JsonNode wish) throws EngineProblem {
        client.ask(Call.post("/networks/create").with(wish));
    }

    void removeNetwork(String name) throws EngineProblem {
        missing(Call.delete("/networks/" + name));
    }

    List<JsonNode> listNetworks(String label) throws EngineProblem {
        return items(
                client.ask(Call.get("/networks").with(Map.of("filters", filters("label", label)))));
    }

    private Optional<JsonNode> missing(Call call) throws EngineProblem {
        try {
            return Optional.of(client.ask(call));
        } catch (EngineProblem problem) {
            if (problem.isMissing()) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private static String filters(String name, String value) {
        ObjectNode filters = JsonNodeFactory.instance.objectNode();
        filters.putArray(name).add(value);
        return filters.toString();
    }

    private static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    @Override
    public void close() {
        client.close();
    }
}
