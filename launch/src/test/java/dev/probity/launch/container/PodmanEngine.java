package dev.probity.launch.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Podman's service.
final class PodmanEngine extends RealEngine {

    /// What a machine without systemd, and with lower limits than Podman takes for granted, needs.
    static final String SETTINGS =
            """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            """;

    private Process service;

    private PodmanEngine(Path directory) throws IOException {
        super(directory);
        Files.writeString(directory.resolve("containers.conf"), SETTINGS);
        this.service = serve();
    }

    static PodmanEngine open() throws IOException, InterruptedException {
        String packages = "podman, runc, netavark, catatonit and busybox-static";
        var engine = new PodmanEngine(directoryOrSkip("podman", packages, "podman", "runc"));
        engine.importImage();
        return engine;
    }

    @Override
    public void kill() throws InterruptedException {
        service.destroyForcibly().waitFor();
    }

    @Override
    public void startAgain() throws IOException {
        service = serve();
    }

    @Override
    List<String> client() {
        return List.of(
                "podman",
                "--root=" + directory().resolve("store"),
                "--runroot=" + directory().resolve("run"),
                "--network-config-dir=" + directory().resolve("networks"));
    }

    @Override
    Map<String, String> settings() {
        return Map.of("CONTAINERS_CONF", directory() + "/containers.conf");
    }

    @Override
    void removeEverything() throws IOException, InterruptedException {
        empty(this);
    }

    static void empty(RealEngine podman) throws IOException, InterruptedException {
        podman.ask("rm", "--all", "--force", "--time", "0");
        podman.ask("network", "prune", "--force");
        podman.ask("volume", "prune", "--force");
        podman.ask("rmi", "--all", "--force");
    }

    private Process serve() throws IOException {
        return serve(command(List.of("system", "service", "--time=0", "unix://" + socket())));
    }
}
