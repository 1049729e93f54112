package dev.probity.launch.container.rest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a container engine listens.
///
/// @param foundBy the variable that names it, or words for a usual place
public record EngineSocket(Path path, String foundBy) {
    private static final String SCHEME = "unix://";
    private static final List<String> VARIABLES = List.of("DOCKER_HOST", "CONTAINER_HOST");

    /// What a look for an engine has come to.
    public sealed interface Search {
        record Found(EngineSocket socket) implements Search {}

        /// @param reason in words for the user, with what to do
        record Nothing(String reason) implements Search {}
    }

    /// What a variable names is taken as it is; then the usual places are looked at, Docker's
    /// before Podman's, the machine's before the user's.
    public static Search find(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                return named(variable, value);
            }
        }
        List<Path> places = places(environment);
        return places.stream()
                .filter(place -> Files.exists(place) && Files.isWritable(place))
                .findFirst()
                .<Search>map(place -> new Search.Found(new EngineSocket(place, "the usual place")))
                .orElseGet(() -> nothing(places));
    }

    private static Search named(String variable, String value) {
        if (!value.startsWith(SCHEME) && !value.startsWith("/")) {
            return new Search.Nothing(
                    "%s is %s; only a Unix socket can be used, such as unix:///run/podman/podman.sock"
                            .formatted(variable, value));
        }
        Path path = Path.of(value.startsWith(SCHEME) ? value.substring(SCHEME.length()) : value);
        return Files.exists(path)
                ? new Search.Found(new EngineSocket(path, variable))
                : new Search.Nothing(
                        "%s names %s, and there is no such socket: start the engine, or correct %s"
                                .formatted(variable, path, variable));
    }

    private static List<Path> places(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        places.add(Path.of("/var/run/docker.sock"));
        runtime(environment).ifPresent(own -> places.add(own.resolve("docker.sock")));
        Optional.ofNullable(environment.get("HOME"))
                .map(home -> Path.of(home, ".docker", "run", "docker.sock"))
                .ifPresent(desktop -> places.add(desktop));
        places.add(Path.of("/run/podman/podman.sock"));
        runtime(environment).ifPresent(own -> places.add(own.resolve("podman/podman.sock")));
        return places;
    }

    private static Optional<Path> runtime(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(Path::of);
    }

    private static Search nothing(List<Path> places) {
        List<Path> forbidden = places.stream().filter(Files::exists).toList();
        if (!forbidden.isEmpty()) {
            return new Search.Nothing(
                    "the container engine at %s may not be used by you"
                            .formatted(forbidden.getFirst()));
        }
        return new Search.Nothing(
                "no container engine is found: neither DOCKER_HOST nor CONTAINER_HOST is set, and"
                        + " there is no socket in the usual places; start Docker, or Podman's API"
                        + " (systemctl start podman.socket, or: podman system service --time=0)");
    }
}
