package dev.probity.samples.inference.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The few calls of an MLflow server that finding and fetching a model takes.
///
/// MLflow's own Java client knows no aliases and fetches files through a Python program.
final class MlflowClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MOST_FILES = 1_000;
    private static final int LONGEST_PATH = 400; // folders in folders in folders
    private static final int READ_MILLIS = 10_000; // without a single byte

    private final URI server;
    private final String authorization;

    /// @param authorization the header's value; empty for none
    MlflowClient(URI server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    /// @param path within its folder
    record RemoteFile(String path, long size) {}

    JsonNode version(ModelReference.Registered wanted) throws ModelProblem, IOException {
        return switch (wanted) {
            case ModelReference.ByVersion by ->
                    call("model-versions/get", Map.of("name", by.name(), "version", by.version()))
                            .path("model_version");
            case ModelReference.ByAlias by ->
                    call("registered-models/alias", Map.of("name", by.name(), "alias", by.alias()))
                            .path("model_version");
            case ModelReference.ByStage by ->
                    newest(
                            by,
                            call(
                                    "registered-models/get-latest-versions",
                                    Map.of("name", by.name(), "stages", by.stage())));
            case ModelReference.Latest latest ->
                    newest(
                            latest,
                            call(
                                    "registered-models/get-latest-versions",
                                    Map.of("name", latest.name())));
        };
    }

    private JsonNode newest(ModelReference.Registered wanted, JsonNode answer)
            throws ModelProblem, IOException {
        List<JsonNode> versions = new ArrayList<>();
        answer.path("model_versions").forEach(versions::add);
        Optional<JsonNode> newest =
                versions.stream()
                        .max(Comparator.comparingLong(each -> each.path("version").asLong()));
        if (newest.isEmpty()) {
            throw new ModelProblem(
                    "model_not_in_registry",
                    "nothing is at %s; there %s".formatted(wanted, whatThereIs(wanted.name())));
        }
        return newest.get();
    }

    /// For whoever has to mend a wrong name.
    String whatThereIs(String name) throws ModelProblem, IOException {
        JsonNode found =
                call(
                        "model-versions/search",
                        Map.of("filter", "name='" + name + "'", "max_results", "20"));
        List<String> versions = new ArrayList<>();
        found.path("model_versions")
                .forEach(each -> {
                    String stage = each.path("current_stage").asText("None");
                    versions.add(
                            each.path("version").asText()
                                    + (stage.equals("None") ? "" : " in " + stage));
                });
        return versions.isEmpty() ? "are no versions" : "is " + String.join(", ", versions);
    }

    /// Where its files are; a version's own `source` may be a reference in turn.
    String location(String name, String version) throws ModelProblem, IOException {
        return call("model-versions/get-download-uri", Map.of("name", name, "version", version))
                .path("artifact_uri")
                .asText();
    }

    /// All files below a folder of the server's artifact proxy.
    List<RemoteFile> files(String folder) throws ModelProblem, IOException {
        List<RemoteFile> found = new ArrayList<>();
        collect(folder, "", found);
        return found;
    }

    private void collect(String folder, String below, List<RemoteFile> found)
            throws ModelProblem, IOException {
        if (found.size() > MOST_FILES || below.length() > LONGEST_PATH) {
            throw new ModelProblem("model_too_large", "no end of files below " + folder);
        }
        String path = below.isEmpty() ? folder : folder + "/" + below;
        JsonNode listed = json(get(ARTIFACTS + "?path=" + encoded(path)), "the files of " + path);
        for (JsonNode file : listed.path("files")) {
            String name = safe(file.path("path").asText());
            String inside = below.isEmpty() ? name : below + "/" + name;
            if (file.path("is_dir").asBoolean()) {
                collect(folder, inside, found);
            } else {
                found.add(new RemoteFile(inside, file.path("file_size").asLong()));
            }
        }
    }

    /// Names come from outside and become files here. Some servers list them with their folder.
    private static String safe(String path) throws ModelProblem {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean strays =
                name.isEmpty()
                        || name.equals("..")
                        || name.equals(".")
                        || path.startsWith("/")
                        || path.contains("..")
                        || path.contains("\\")
                        || path.contains("%");
        if (strays) {
            throw new ModelProblem(
                    "model_path_unsafe", "the registry lists a file called \"" + path + "\"");
        }
        return name;
    }

    InputStream open(String folder, String file) throws ModelProblem, IOException {
        String path = ARTIFACTS + "/" + segments(folder + "/" + file);
        return opened(get(path), file);
    }

    /// One file of a version, read by the server from wherever it is kept.
    InputStream openOf(String name, String version, String file) throws ModelProblem, IOException {
        String query = query(Map.of("name", name, "version", version, "path", file));
        return opened(get("/model-versions/get-artifact?" + query), file);
    }

    private JsonNode call(String call, Map<String, String> fields)
            throws ModelProblem, IOException {
        return json(get(API + call + "?" + query(fields)), call);
    }

    /// What came back. The stream ends, one way or another, when nothing comes for a while.
    private record Answer(int status, InputStream body) {}

    private Answer get(String path) throws ModelProblem {
        URI uri = URI.create(server.toString().replaceFirst("/+$", "") + path);
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false); // credentials are for this server alone
            if (!authorization.isEmpty()) {
                connection.setRequestProperty("Authorization", authorization);
            }
            int status = connection.getResponseCode();
            InputStream body =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream();
            return new Answer(status, body == null ? InputStream.nullInputStream() : body);
        } catch (IOException unreachable) {
            throw new ModelProblem("mlflow_not_accessible", "cannot reach " + server, unreachable);
        }
    }

    private static JsonNode json(Answer answer, String what) throws ModelProblem, IOException {
        try (InputStream body = opened(answer, what)) {
            return JSON.readTree(body);
        }
    }

    private static InputStream opened(Answer answer, String what) throws ModelProblem, IOException {
        if (answer.status() != 200) {
            throw problem(answer, what);
        }
        return answer.body();
    }

    private static ModelProblem problem(Answer answer, String what) throws IOException {
        String body;
        try (InputStream in = answer.body()) {
            body = new String(in.readNBytes(1_000), StandardCharsets.UTF_8).strip();
        }
        // MLflow answers 400 for an alias that is not there and 404 for a name that is not.
        boolean absent = body.contains("RESOURCE_DOES_NOT_EXIST") || body.contains("not found");
        String reason =
                switch (answer.status()) {
                    case 401 -> "mlflow_access_denied";
                    case 403 ->
                            body.contains("Invalid Host header")
                                    ? "mlflow_host_not_allowed"
                                    : "mlflow_access_denied";
                    case 400, 404 -> absent ? "model_not_in_registry" : "mlflow_call_refused";
                    default -> "mlflow_not_accessible";
                };
        return new ModelProblem(
                reason, "%s: the registry answered %d: %s".formatted(what, answer.status(), body));
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String segments(String path) {
        return List.of(path.split("/")).stream()
                .map(segment -> encoded(segment).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
