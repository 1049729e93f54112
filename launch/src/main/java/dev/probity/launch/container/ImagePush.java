package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.container.registry.RegistryHost;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.Exchange;
import dev.probity.launch.container.rest.JsonLines;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts one image into its registry and tells how far it is.
final class ImagePush {
    /// A registry that says nothing for longer has stalled.
    private static final Duration SILENCE = Duration.ofMinutes(10);

    /// What registries say to somebody whom they do not know, or who may not.
    private static final Set<String> UNKNOWN_USER =
            Set.of("unauthorized", "authentication required", "denied", "no basic auth");

    private final String reference;
    private final RegistryHost host;
    private final ContainerNews news;
    private final Set<String> told = new HashSet<>();

    ImagePush(String reference, ContainerNews news) {
        this.reference = reference;
        this.host = RegistryHost.of(reference);
        this.news = news;
    }

    /// Waits until it is there.
    ///
    /// @param login as the engine takes it
    /// @throws EngineProblem with the engine's own words
    void perform(ContainerEngine engine, String login) throws EngineProblem {
        news.progress("Pushing image " + reference);
        String digest = "";
        try (Exchange answer = engine.push(reference, login, host.isLoopback())) {
            var lines = new JsonLines(answer);
            for (Optional<JsonNode> line = lines.next(SILENCE);
                    line.isPresent();
                    line = lines.next(SILENCE)) {
                ImageStore.check(line.get());
                tell(line.get());
                digest = digest(line.get()).orElse(digest);
            }
        } catch (EngineProblem problem) {
            throw problem.about("image " + reference + " cannot be pushed").and(remedy(problem));
        }
        news.progress("Pushed image " + reference + (digest.isEmpty() ? "" : " (" + digest + ")"));
    }

    /// Of each layer each state once: engines repeat themselves many times a second.
    private void tell(JsonNode line) {
        String layer = line.path("id").asText("");
        String state = line.path("status").asText("").strip();
        boolean interesting =
                Stream.of("Pushing", "Pushed", "Layer already exists", "Mounted from")
                        .anyMatch(state::startsWith);
        long size = line.path("progressDetail").path("total").asLong();
        if (!layer.isEmpty() && interesting && told.add(layer + state)) {
            String amount = state.equals("Pushing") && size > 0 ? ", " + megabytes(size) : "";
            news.progress("Pushing image %s: %s %s%s".formatted(reference, layer, state, amount));
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static Optional<String> digest(JsonNode line) {
        String ofDocker = line.path("aux").path("Digest").asText("");
        String status = line.path("status").asText("");
        int at = status.indexOf("digest: ");
        String said = at < 0 ? "" : status.substring(at + "digest: ".length()).split(" ", 2)[0];
        return Stream.of(ofDocker, said).filter(text -> !text.isEmpty()).findFirst();
    }

    private String remedy(EngineProblem problem) {
        String said = problem.reason().toLowerCase(Locale.ROOT);
        return UNKNOWN_USER.stream().anyMatch(said::contains)
                ? "log in with `docker login %1$s` or `podman login %1$s`".formatted(host.name())
                : "";
    }
}
