package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// Seeds' examples as they run, with the JDK's own file server for their programs: the answer to a
/// probe is whether there is a file of that name.
@DisabledOnOs(OS.WINDOWS)
class SeedsIT {
    private static final Path SEEDS = Path.of("src/test/resources/seeds");
    private static final Duration PATIENCE = Duration.ofSeconds(90); // a loaded machine
    private static final String SERVER =
            Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString();

    @TempDir private Path folder;

    private Console run = new Console(Path.of("/"));
    private CompletableFuture<Integer> code = CompletableFuture.completedFuture(0);

    private void start(String name, String file) throws IOException {
        Files.createDirectory(folder.resolve("www"));
        Files.writeString(folder.resolve(name), file);
        run = new Console(folder);
        var executor = Executors.newSingleThreadExecutor();
        code = CompletableFuture.supplyAsync(() -> run.run("run", name), executor);
        executor.shutdown();
    }

    private void answer(String path) throws IOException {
        Files.writeString(folder.resolve("www").resolve(path), "ok");
    }

    private void awaitLine(String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run.out()).as(run.err()).contains(text));
    }

    @AfterEach
    void end() {
        if (!code.isDone()) {
            new Console(folder).run("down", "--hurry");
        }
        await().atMost(PATIENCE).until(code::isDone);
    }

    @Test
    void seed003MovesToHealthyThenToReadyAndBack() throws IOException {
        String file = Files.readString(SEEDS.resolve("tye.yaml"));
        start(
                "tye.yaml",
                file.replace(
                                "project: webapi/webapi.csproj",
                                "executable: "
                                        + SERVER
                                        + "\n    args: -b 127.0.0.1 -p %PORT% -d "
                                        + folder.resolve("www")
                                        + "\n    bindings: [{protocol: http}]")
                        .replace("replicas: 2", "replicas: 1"));
        answer("lively");
        awaitLine("is moving to an healthy state");
        answer("ready");
        awaitLine("is moving to a ready state");
        Files.delete(folder.resolve("www/ready"));
        await().atMost(PATIENCE)
                .until(() -> run.out().split("is moving to an healthy state").length > 2);
        Files.delete(folder.resolve("www/lively"));
        awaitLine("because it has failed the liveness probe");
    }

    @Test
    void seed004StartsAndTakesTrafficWhenItIsReady() throws IOException {
        String file = Files.readString(SEEDS.resolve("kubernetes.yaml"));
        start(
                "kubernetes.yaml",
                file.replace(
                                "      labels: {app: inference-service}\n",
                                "      labels: {app: inference-service}\n"
                                        + "      annotations: {probity.dev/process: \"*\"}\n")
                        .replace(
                                "          image: inference-service:latest\n",
                                "          command: ["
                                        + SERVER
                                        + ", -b, 127.0.0.1, -p, \"{port}\", -d, "
                                        + folder.resolve("www")
                                        + "]\n")
                        .replace("replicas: 2", "replicas: 1")
                        .replace("ports: [{port: 8000", "ports: [{port: 80"));
        answer("health");
        awaitLine("Launching service inference-service");
        answer("ready");
        awaitLine("is moving to a ready state");
    }
}
