package dev.probity.launch.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Podman's service as most people have it: without root, at the usual place of its user.
public final class RootlessPodmanEngine extends RealEngine {
    private final OrdinaryUser user;
    private Process service;

    private RootlessPodmanEngine(Path directory) throws IOException, InterruptedException {
        super(directory);
        Files.writeString(directory.resolve("containers.conf"), PodmanEngine.SETTINGS);
        this.user = OrdinaryUser.in(directory);
        user.own(Files.createDirectory(socket().getParent()));
        this.service = serve();
    }

    public static RootlessPodmanEngine open() throws IOException, InterruptedException {
        String packages =
                "podman, runc, slirp4netns, uidmap, catatonit, busybox-static and util-linux";
        String[] programs = {"podman", "runc", "slirp4netns", "newuidmap", "setpriv", "unshare"};
        var engine = new RootlessPodmanEngine(directoryOrSkip("rootless", packages, programs));
        engine.importImage();
        return engine;
    }

    public OrdinaryUser user() {
        return user;
    }

    @Override
    public void own(Path folder) throws IOException, InterruptedException {
        user.own(folder);
    }

    @Override
    Path socket() {
        return user.runtime().resolve("podman/podman.sock");
    }

    /// What the user starts is a process that only waits for one in the user's own namespace.
    @Override
    public void kill() throws InterruptedException {
        List<ProcessHandle> both =
                Stream.concat(Stream.of(service.toHandle()), service.descendants())
                        .filter(each ->
                                each.info()
                                        .commandLine()
                                        .filter(line -> line.contains("system service"))
                                        .isPresent())
                        .toList();
        both.forEach(ProcessHandle::destroyForcibly);
        service.waitFor();
    }

    @Override
    public void startAgain() throws IOException {
        service = serve();
    }

    @Override
    List<String> client() {
        return user.command(List.of("podman"));
    }

    @Override
    Map<String, String> settings() {
        return Map.of("CONTAINERS_CONF", directory() + "/containers.conf");
    }

    @Override
    void removeEverything() throws IOException, InterruptedException {
        PodmanEngine.empty(this);
        user.end(); // the namespace that Podman keeps open, and what waits for commands
    }

    private Process serve() throws IOException {
        return serve(command(List.of("system", "service", "--time=0", "unix://" + socket())));
    }
}
