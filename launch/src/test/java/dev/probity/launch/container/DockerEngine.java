package dev.probity.launch.container;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Docker's daemon. A second one beside the machine's own would share its firewall rules, so where
/// one is at home these tests stay away.
final class DockerEngine extends RealEngine {
    private static final Path OF_THE_MACHINE = Path.of("/var/run/docker.sock");

    private Process daemon;

    private DockerEngine(Path directory) throws IOException {
        super(directory);
        this.daemon = serve();
    }

    static DockerEngine open() throws IOException, InterruptedException {
        if (Files.exists(OF_THE_MACHINE)) {
            skip("NO DOCKER OF THE TESTS' OWN: this machine's own listens on " + OF_THE_MACHINE);
        }
        String packages = "docker.io, iptables and busybox-static";
        var engine = new DockerEngine(directoryOrSkip("docker", packages, "dockerd", "docker"));
        engine.importImage();
        return engine;
    }

    /// Its containerd dies with it; a new daemon takes one that nobody has buried yet for alive.
    @Override
    public void kill() throws InterruptedException {
        List<ProcessHandle> children = daemon.children().toList();
        daemon.destroyForcibly().waitFor();
        await().atMost(LIMIT)
                .until(() ->
                        children.stream()
                                .noneMatch(child -> Files.exists(Path.of("/proc/" + child.pid()))));
    }

    @Override
    public void startAgain() throws IOException {
        daemon = serve();
    }

    @Override
    List<String> client() {
        return List.of("docker", "--host", "unix://" + socket());
    }

    @Override
    Map<String, String> settings() {
        return Map.of("DOCKER_BUILDKIT", "0", "DOCKER_CONFIG", directory().toString());
    }

    @Override
    void removeEverything() throws IOException, InterruptedException {
        for (String container : ask("ps", "--all", "--quiet").lines().toList()) {
            ask("rm", "--force", container);
        }
        ask("network", "prune", "--force");
        ask("volume", "prune", "--force");
    }

    /// Containers outlive a crash of it, as Podman's do.
    private Process serve() throws IOException {
        return serve(
                new ProcessBuilder(
                        "dockerd",
                        "--host=unix://" + socket(),
                        "--data-root=" + directory().resolve("data"),
                        "--exec-root=" + directory().resolve("exec"),
                        "--pidfile=" + directory().resolve("docker.pid"),
                        "--bridge=none",
                        "--ip6tables=false",
                        "--live-restore"));
    }
}
