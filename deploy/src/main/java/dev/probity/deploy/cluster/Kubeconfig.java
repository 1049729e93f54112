package dev.probity.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.deploy.cluster.ClusterProblem.Kind;
import dev.probity.spec.diagnostics.Spelling;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The user's ways into clusters, found and merged as kubectl does it: the file that is named, else
/// the files in KUBECONFIG, else `~/.kube/config`. Of several files the first one that says
/// something wins. Where there is none of them, a Pod's own service account is taken.
///
/// @param contents one file that says the same as all of them, with the chosen context; JSON
/// @param context the chosen one
/// @param server its API server's address
/// @param namespace the context's own
public record Kubeconfig(
        String contents, String context, String server, Optional<String> namespace) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Keys that name files, by the part that has them.
    private static final Map<String, List<String>> FILES =
            Map.of(
                    "cluster",
                    List.of("certificate-authority"),
                    "user",
                    List.of("client-certificate", "client-key", "tokenFile"),
                    "context",
                    List.of());

    /// @param file the one to read, whatever the environment says
    /// @param context the one to take; the current one unless given
    public static Kubeconfig find(
            Map<String, String> environment, Optional<Path> file, Optional<String> context)
            throws ClusterProblem {
        return find(
                environment, file, context, new ServiceAccount(ServiceAccount.USUAL, environment));
    }

    /// @param account taken when no file is named and none is there
    static Kubeconfig find(
            Map<String, String> environment,
            Optional<Path> file,
            Optional<String> context,
            ServiceAccount account)
            throws ClusterProblem {
        List<Path> files = files(environment, file);
        List<Path> present = files.stream().filter(Files::isRegularFile).toList();
        boolean nothingSaid = file.isEmpty() && context.isEmpty();
        if (present.isEmpty() && nothingSaid && account.isThere()) {
            return account.kubeconfig();
        }
        if (present.isEmpty()) {
            throw problem(
                    "there is no kubeconfig: "
                            + String.join(", ", files.stream().map(Path::toString).toList())
                            + (files.size() == 1 ? " does not exist" : " do not exist")
                            + "; name one with --kubeconfig or KUBECONFIG");
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.put("apiVersion", "v1").put("kind", "Config");
        for (Path each : present) {
            merge(
                    merged,
                    read(each),
                    Optional.ofNullable(each.toAbsolutePath().getParent()).orElse(each));
        }
        return chosen(merged, context, present);
    }

    private static List<Path> files(Map<String, String> environment, Optional<Path> file) {
        if (file.isPresent()) {
            return List.of(file.get());
        }
        String listed = environment.getOrDefault("KUBECONFIG", "");
        if (listed.isBlank()) {
            return List.of(Path.of(environment.getOrDefault("HOME", "/"), ".kube", "config"));
        }
        List<Path> files = new ArrayList<>();
        for (String each : listed.split(":")) {
            if (!each.isBlank()) {
                files.add(Path.of(each));
            }
        }
        return files;
    }

    private static JsonNode read(Path file) throws ClusterProblem {
        try {
            Object tree =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(Files.readString(file));
            return MAPPER.valueToTree(tree);
        } catch (YamlEngineException e) {
            throw problem("the kubeconfig " + file + " is not YAML" + place(e));
        } catch (IOException e) {
            throw new ClusterProblem(
                    Kind.NO_CONTEXT, "the kubeconfig " + file + " cannot be read: " + e, e);
        }
    }

    /// The exception's own words show the text around it, in which there may be a token.
    private static String place(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()
                ? ": line %d, column %d"
                        .formatted(
                                marked.getProblemMark().get().getLine() + 1,
                                marked.getProblemMark().get().getColumn() + 1)
                : "";
    }

    private static void merge(ObjectNode merged, JsonNode file, Path folder) {
        for (String part : List.of("cluster", "user", "context")) {
            ArrayNode entries = merged.withArrayProperty(part + "s");
            Set<String> known = new HashSet<>();
            entries.forEach(entry -> known.add(entry.path("name").asText()));
            for (JsonNode entry : file.path(part + "s")) {
                if (known.add(entry.path("name").asText())) {
                    entries.add(absolute(entry, part, folder));
                }
            }
        }
        String current = file.path("current-context").asText("");
        if (!merged.has("current-context") && !current.isEmpty()) {
            merged.put("current-context", current);
        }
    }

    /// Paths in a kubeconfig are relative to it.
    private static JsonNode absolute(JsonNode entry, String part, Path folder) {
        if (entry.path(part) instanceof ObjectNode content) {
            for (String key : FILES.getOrDefault(part, List.of())) {
                if (content.path(key).isTextual() && !content.path(key).asText().isEmpty()) {
                    content.put(key, folder.resolve(content.path(key).asText()).toString());
                }
            }
            String command = content.path("exec").path("command").asText("");
            if (command.contains("/") && content.path("exec") instanceof ObjectNode exec) {
                exec.put("command", folder.resolve(command).toString());
            }
        }
        return entry;
    }

    private static Kubeconfig chosen(ObjectNode merged, Optional<String> wanted, List<Path> files)
            throws ClusterProblem {
        String name = wanted.orElseGet(() -> merged.path("current-context").asText(""));
        List<String> names = new ArrayList<>();
        merged.path("contexts").forEach(entry -> names.add(entry.path("name").asText()));
        String where = files.size() == 1 ? files.getFirst().toString() : "the kubeconfig files";
        if (name.isEmpty()) {
            throw problem(
                    where + " has no current context; choose one with --context: " + words(names));
        }
        Optional<JsonNode> context = named(merged, "context", name);
        if (context.isEmpty()) {
            throw problem(
                    "there is no context \"%s\" in %s; ".formatted(name, where)
                            + Spelling.hint(name, names).orElse("there are " + words(names)));
        }
        String cluster = context.get().path("cluster").asText();
        String server =
                named(merged, "cluster", cluster)
                        .map(found -> found.path("server").asText(""))
                        .filter(found -> !found.isEmpty())
                        .orElseThrow(() ->
                                problem(
                                        "the context \"%s\" of %s names the cluster \"%s\", which has"
                                                        .formatted(name, where, cluster)
                                                + " no server"));
        merged.put("current-context", name);
        String namespace = context.get().path("namespace").asText("");
        return new Kubeconfig(
                merged.toString(),
                name,
                server,
                Optional.of(namespace).filter(found -> !found.isEmpty()));
    }

    private static Optional<JsonNode> named(ObjectNode merged, String part, String name) {
        for (JsonNode entry : merged.path(part + "s")) {
            if (entry.path("name").asText().equals(name)) {
                return Optional.of(entry.path(part));
            }
        }
        return Optional.empty();
    }

    private static String words(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static ClusterProblem problem(String message) {
        return new ClusterProblem(Kind.NO_CONTEXT, message);
    }

    /// Credentials are in it.
    @Override
    public String toString() {
        return "Kubeconfig[context=" + context + ", server=" + server + "]";
    }
}
