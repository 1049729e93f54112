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

/// The verbs against an application that really runs, over its socket.
@DisabledOnOs(OS.WINDOWS)
class RunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine

    @TempDir private Path folder;

    private Console run = new Console(Path.of("/"));
    private CompletableFuture<Integer> code = CompletableFuture.completedFuture(0);

    private void start(String file, String... options) throws IOException {
        Files.writeString(folder.resolve("probity.yaml"), file);
        run = new Console(folder);
        String[] arguments = new String[options.length + 1];
        arguments[0] = "run";
        System.arraycopy(options, 0, arguments, 1, options.length);
        var executor = Executors.newSingleThreadExecutor();
        code = CompletableFuture.supplyAsync(() -> run.run(arguments), executor);
        executor.shutdown();
        // A run that has ended will not launch anything: then its words are in the failure.
        await().atMost(PATIENCE)
                .until(() -> run.out().contains("Launching service") || code.isDone());
        assertThat(run.out()).as(run.err()).contains("Launching service");
    }

    @AfterEach
    void end() {
        if (!code.isDone()) {
            new Console(folder).run("down", "--hurry");
        }
        await().atMost(PATIENCE).until(code::isDone);
    }

    private String ask(int expected, String... arguments) {
        Console console = new Console(folder);
        assertThat(console.run(arguments)).as(console.err()).isEqualTo(expected);
        return console.out() + console.err();
    }

    @Test
    void oneStoryFromReadyToDown() throws Exception {
        start("name: story\nservices:\n  web: {command: sleep 600, replicas: 2}\n");
        ask(0, "wait", "--timeout", "30s", "web");
        assertThat(ask(0, "ps")).contains("web-1").contains("web-2").contains("ready");
        assertThat(ask(0, "ps", "-o", "json")).startsWith("[").contains("\"inRotation\" : true");
        assertThat(ask(0, "why", "web")).contains("web is well: 2 of 2 replicas take traffic");
        assertThat(ask(1, "why", "wbe")).contains("did you mean \"web\"?");
        assertThat(ask(0, "events")).contains("Launching service web_");
        assertThat(ask(3, "exec", "web-1", "--", "sh", "-c", "echo heard; exit 3"))
                .contains("heard");
        ask(0, "scale", "web=1");
        await().atMost(PATIENCE).until(() -> !ask(0, "ps").contains("web-2"));
        ask(0, "stop", "web");
        await().atMost(PATIENCE).until(() -> ask(0, "why", "web").contains("web is stopped"));
        assertThat(ask(1, "run")).contains("story runs already, as process");
        ask(0, "down");
        await().atMost(PATIENCE).until(code::isDone);
        assertThat(code.get()).isZero();
        assertThat(ask(4, "ps")).contains("nothing runs");
        assertThat(run.out()).contains("Control:").contains("control.sock");
    }

    @Test
    void aProgramThatCrashesHasTheLastWord() throws Exception {
        start(
                "name: crash\n"
                    + "services:\n"
                    + "  web:\n"
                    + "    command: [sh, -c, 'echo begins; echo fatal: no model >&2; exit 3']\n");
        await().atMost(PATIENCE).until(() -> run.out().contains("said: fatal: no model"));
        await().atMost(PATIENCE)
                .until(() -> ask(0, "why", "web").contains("it said: \"fatal: no model\""));
    }

    @Test
    void aJobThatFailsHasTheLastWordToo() throws Exception {
        start(
                "name: failing\nservices:\n  once:\n    restartPolicy: Never\n"
                        + "    command: [sh, -c, 'echo cannot read the rows; echo bye; exit 1']\n");
        await().atMost(PATIENCE).until(code::isDone);
        assertThat(code.get()).isEqualTo(1);
        assertThat(run.out()).containsOnlyOnce("said: cannot read the rows");
    }

    @Test
    void waitNamesWhatIsNotReadyAndWhy() throws Exception {
        start(
                "name: unready\nservices:\n  web:\n    command: sleep 600\n"
                        + "    readinessProbe: {exec: [sh, -c, 'echo no disk; exit 1'],"
                        + " periodSeconds: 1}\n");
        await().atMost(PATIENCE).until(() -> ask(0, "ps").contains("readiness fails"));
        assertThat(ask(124, "wait", "--timeout", "100ms"))
                .contains("not ready after 0.1 s")
                .contains("web is not well: 0 of 1 replica takes traffic")
                .contains("no disk");
        assertThat(ask(0, "probes", "web-1")).contains("failure").contains("no disk");
    }

    @Test
    void appliesOnlyWhatDiffers() throws Exception {
        start("name: change\nservices:\n  a: {command: sleep 600}\n  b: {command: sleep 600}\n");
        ask(0, "wait", "--timeout", "30s");
        Files.writeString(
                folder.resolve("probity.yaml"),
                "name: change\nservices:\n  a: {command: sleep 600}\n  b: {command: sleep 500}\n");
        assertThat(ask(0, "apply", "--dry-run"))
                .contains("~ b:\n    command: [sleep, 600] -> [sleep, 500]")
                .doesNotContain("~ a");
        assertThat(ask(0, "apply")).contains("~ b:");
        assertThat(ask(0, "apply")).contains("nothing differs");
        Files.writeString(folder.resolve("probity.yaml"), "services: [\n");
        assertThat(ask(2, "apply")).contains("nothing was changed");
    }

    @Test
    void endsWithTheExitCodeOfTheServiceThatWasNamed() throws Exception {
        start(
                "name: tests\nservices:\n  db: {command: sleep 600}\n"
                        + "  tests: {command: [sh, -c, exit 7], restartPolicy: Never}\n",
                "--exit-code-from",
                "tests");
        await().atMost(PATIENCE).until(code::isDone);
        assertThat(code.get()).isEqualTo(7);
    }

    @Test
    void showsMetricsUnderTheKubeletsNames() throws Exception {
        start(
                "name: counted\nservices:\n  web:\n    command: sleep 600\n"
                        + "    livenessProbe: {exec: ['true'], periodSeconds: 1}\n",
                "--metrics-port",
                "0");
        await().atMost(PATIENCE).until(() -> run.out().contains("/metrics"));
        String address =
                run.out()
                        .lines()
                        .filter(line -> line.startsWith("Metrics:"))
                        .findFirst()
                        .orElseThrow();
        java.net.URI uri = java.net.URI.create(address.substring("Metrics:".length()).strip());
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    try (var metrics = uri.toURL().openStream()) {
                        assertThat(
                                        new String(
                                                metrics.readAllBytes(),
                                                java.nio.charset.StandardCharsets.UTF_8))
                                .contains(
                                        "prober_probe_total{container=\"web\",pod=\"web-1\",probe_type=\"Liveness\",result=\"successful\",service=\"web\"}")
                                .contains("probity_replica_ready");
                    }
                });
    }
}
