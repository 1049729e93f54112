package dev.probity.deploy.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.deploy.cluster.ClusterProblem.Kind;
import dev.probity.deploy.manifest.Manifest;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.deploy.manifest.Publication;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// A cluster through the fabric8 client, which knows kubeconfigs, credentials of all sorts and
/// certificates. Objects go as JSON: what is applied is what was written, and nothing else.
public final class KubernetesCluster implements Cluster {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String APPLY = "application/apply-patch+yaml"; // JSON is YAML
    private static final String JSON = "application/json";

    /// An API server that is there answers within milliseconds; one that is being upgraded, later.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int TRIES = 2; // after the first; the client waits a moment in between
    private static final int LISTED = 500; // objects in one answer

    private final HttpClient http;
    private final Place place;

    private KubernetesCluster(HttpClient http, Place place) {
        this.http = http;
        this.place = place;
    }

    /// @param namespace in which everything happens
    public static KubernetesCluster open(Kubeconfig kubeconfig, String namespace)
            throws ClusterProblem {
        Place place = new Place(kubeconfig.server(), kubeconfig.context(), namespace);
        try {
            Config config = Config.fromKubeconfig(kubeconfig.contents());
            config.setRequestRetryBackoffLimit(TRIES);
            config.setRequestTimeout((int) LIMIT.toMillis());
            config.setUserAgent("probity");
            return new KubernetesCluster(
                    new JdkHttpClientFactory().newBuilder(config).build(), place);
        } catch (KubernetesClientException e) {
            throw new ClusterProblem(
                    Kind.NO_CONTEXT,
                    "the context \"%s\" cannot be used: %s"
                            .formatted(kubeconfig.context(), Complaints.innermost(e)),
                    e);
        }
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public JsonNode apply(Manifest manifest, Mode mode) throws ClusterProblem {
        String query =
                "?fieldManager="
                        + Publication.MANAGER
                        + "&fieldValidation=Strict&force="
                        + mode.force()
                        + (mode.dryRun() ? "&dryRun=All" : "");
        Answer answer =
                send(
                        request(path(manifest.name()) + query)
                                .patch(APPLY, manifest.json().toString()));
        return answer.orComplain(manifest.name().toString(), place);
    }

    @Override
    public Optional<JsonNode> get(ObjectName name) throws ClusterProblem {
        Answer answer = send(request(path(name)));
        return answer.isMissing()
                ? Optional.empty()
                : Optional.of(answer.orComplain(name.toString(), place));
    }

    @Override
    public List<JsonNode> list(ObjectKind kind, Map<String, String> labels) throws ClusterProblem {
        String selector =
                labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            String query =
                    "?limit=%d&labelSelector=%s&continue=%s"
                            .formatted(LISTED, encoded(selector), encoded(next));
            JsonNode page =
                    send(request(kind.path(place.namespace()) + query))
                            .orComplain(kind.word() + "s", place);
            page.path("items").forEach(items::add);
            next = page.path("metadata").path("continue").asText("");
        } while (!next.isEmpty());
        return items;
    }

    @Override
    public void delete(ObjectName name) throws ClusterProblem {
        String policy = "{\"propagationPolicy\":\"Background\"}";
        Answer answer = send(request(path(name)).delete(JSON, policy));
        if (!answer.isMissing()) {
            var _ = answer.orComplain(name.toString(), place);
        }
    }

    private String path(ObjectName name) {
        return name.kind().path(place.namespace()) + "/" + encoded(name.name());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        String server = place.server();
        return http.newHttpRequestBuilder()
                .uri(server + (server.endsWith("/") ? "" : "/") + path)
                .timeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Answer send(HttpRequest.Builder request) throws ClusterProblem {
        try {
            HttpResponse<String> response =
                    http.sendAsync(request.build(), String.class)
                            .get(LIMIT.toSeconds() * (TRIES + 1), TimeUnit.SECONDS);
            return new Answer(response.code(), tree(response.body()));
        } catch (ExecutionException | TimeoutException e) {
            throw Complaints.unreachable(place, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Complaints.unreachable(place, e);
        }
    }

    /// What stands before the server may answer in a language of its own.
    private static JsonNode tree(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode().put("message", body.strip());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
