package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.tests.endtoend.Packaged.Result;
import dev.probity.tests.endtoend.Packaged.Running;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a user types, and what it comes to.
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class VerbsE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;
    @TempDir private Path state;

    private Packaged probity;

    @BeforeEach
    void open() {
        probity = new Packaged(folder, state);
    }

    @AfterEach
    void close() throws Exception {
        probity.close();
    }

    private static String shop(int port, String protocol, String worker) {
        return """
        name: shop
        services:
          web:
            command: [$SERVER, "{port}"]
            replicas: 2
            ports: ["%d%s"]
            readinessProbe: {httpGet: /, periodSeconds: 1}
          worker:
            command: [sh, -c, "%s"]
            restartPolicy: Always
        """
                .formatted(port, protocol, worker);
    }

    @Test
    void runsInTheBackgroundAndIsAskedChangedAndEnded() throws Exception {
        int port = Loopback.freePort();
        probity.file(shop(port, "", "while :; do echo tick; sleep 0.2; done"));
        Files.createFile(folder.resolve("detached"));
        String said = probity.ask(0, "run", "-d");
        assertThat(said)
                .contains("runs as process")
                .contains("all ready; `probity down --app shop` stops it");
        Path lines = Path.of(said.replaceAll("(?s).*its lines are in (\\S+).*", "$1"));
        assertThat(lines.resolve("000001.log")).content().contains("is moving to a ready state");
        assertThat(probity.ask(1, "run", "-d")).contains("it runs already, as process");
        JsonNode services = new ObjectMapper().readTree(probity.run("ps", "-o", "json").out());
        assertThat(services.findValuesAsText("id")).contains("web-1", "web-2", "worker-1");
        assertThat(probity.ask(0, "ps", "-o", "yaml")).startsWith("- name: web");

        Running logs = probity.start("logs", "-f", "-n", "1", "worker").awaitOut("worker-1 | tick");
        String before = logs.out();
        await().atMost(LIMIT).until(() -> logs.out().length() > before.length());
        logs.process().destroy();

        assertThat(probity.ask(1, "logs", "wroker")).contains("did you mean \"worker\"?");
        executes();
        restartsStopsAndStarts(port);
        applies(port);
        assertThat(probity.ask(0, "down")).contains("down");
        assertThat(lines.resolve("000001.log")).content().contains("has stopped");
        assertThat(lines.resolve("start.log")).content().isEmpty();
        assertThat(probity.ask(4, "ps")).contains("nothing runs");
        assertThat(logs.end().code()).isEqualTo(143);
    }

    private void executes() throws Exception {
        Result heard = probity.pipe("from stdin ä", "exec", "-i", "web-1", "--", "cat");
        assertThat(heard.out()).isEqualTo("from stdin ä");
        String much = "0123456789abcde\n".repeat(50 * 65_536); // 50 MiB
        assertThat(probity.pipe(much, "exec", "-i", "web-1", "--", "wc", "-c").out().strip())
                .isEqualTo(Integer.toString(much.length()));
        assertThat(probity.pipe(much, "exec", "-i", "web-1", "--", "head", "-n", "1").out())
                .isEqualTo("0123456789abcde\n");
        assertThat(probity.ask(9, "exec", "web-1", "--", "sh", "-c", "echo $PORT; exit 9"))
                .containsPattern("\\d{4,5}");
        assertThat(probity.ask(1, "exec", "web-1", "--", "no-such-program"))
                .contains("program \"no-such-program\" is not found");
    }

    private void restartsStopsAndStarts(int port) throws Exception {
        String before = Loopback.get(port, "/").body();
        probity.ask(0, "restart", "--rolling", "web");
        await("both are replaced, and one of them always serves")
                .atMost(LIMIT)
                .until(() -> {
                    assertThat(Loopback.get(port, "/").statusCode()).isEqualTo(200);
                    return probity.run("events").out().contains("All replicas of web are replaced");
                });
        assertThat(Loopback.get(port, "/").body()).isNotEqualTo(before);
        probity.ask(0, "stop", "worker");
        assertThat(probity.ask(1, "wait", "worker")).contains("`probity start worker` first");
        probity.ask(0, "start", "worker");
        assertThat(probity.ask(0, "wait", "worker", "--timeout", "60s")).contains("all ready");
    }

    private void applies(int port) throws Exception {
        probity.file(shop(port, "/tcp", "exit 0"));
        String expected =
                "~ web:\n    ports[0].protocol: http -> tcp\n"
                        + "~ worker:\n    command: [sh, -c, while :; do echo tick; sleep 0.2; done]"
                        + " -> [sh, -c, exit 0]\n";
        assertThat(probity.ask(0, "apply", "--dry-run")).contains(expected);
        assertThat(probity.ask(0, "apply")).contains(expected);
        assertThat(Loopback.get(port, "/").statusCode()).isEqualTo(200);
        assertThat(probity.ask(0, "ps")).contains("tcp://127.0.0.1:" + port);
        assertThat(probity.ask(0, "apply")).contains("nothing differs");
        assertThat(probity.ask(124, "wait", "--for", "completed", "web", "--timeout", "200ms"))
                .contains("not completed after 0.2 s:\n  web is well");
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        probity.file("name: phoenix\nservices:\n  web: {command: [sleep, '600']}\n");
        Files.createFile(folder.resolve("detached"));
        String said = probity.ask(0, "run", "-d");
        String pid = said.replaceAll("(?s).*runs as process (\\d+);.*", "$1");
        assertThat(new ProcessBuilder("kill", "-9", pid).start().waitFor()).isZero();
        assertThat(probity.ask(0, "run", "-d")).contains("all ready").doesNotContain(pid);
        probity.ask(0, "down");
    }

    @Test
    void watchesItsFileAndHurriesAtTheSecondCtrlC() throws Exception {
        String file =
                """
                name: watched
                services:
                  one:
                    command: [sleep, "%d"]
                    preStop: {sleep: 25}
                    tags: [front]
                  other: {command: [sleep, "602"], tags: [back]}
                """;
        probity.file(file.formatted(600));
        Running run = probity.start("run", "--watch", "--tag", "front");
        run.awaitOut("one").awaitOut("is moving to a ready state");
        probity.file("services: [\n");
        run.awaitErr("nothing was changed").awaitErr("[PRB0004]");
        probity.file(file.formatted(601));
        run.awaitErr("~ one:\n    command: [sleep, 600] -> [sleep, 601]");
        run.awaitOut("because its definition has changed");
        assertThat(run.out()).doesNotContain("other_");
        run.signal("INT");
        run.awaitErr("stopping; Ctrl-C again hurries");
        await("the two signals are two requests")
                .pollDelay(Duration.ofMillis(400))
                .until(() -> true);
        run.signal("INT");
        Result end = run.end();
        assertThat(end.code()).isZero();
        assertThat(end.err()).contains("stopping at once");
        assertThat(end.out()).contains("did not end in time: SIGKILL");
    }

    @Test
    void endsWithTheServiceThatCounts() throws Exception {
        probity.file(
                """
                name: jobs
                services:
                  tests: {command: [sh, -c, "exit 7"], restartPolicy: Never, dependsOn: [db]}
                  db: {command: [sleep, "600"]}
                  idle: {command: [sleep, "600"]}
                """);
        Result end = probity.run("run", "--only", "tests", "--exit-code-from", "tests");
        assertThat(end.code()).as(end.err()).isEqualTo(7);
        assertThat(end.out())
                .contains("Replica tests-1 waits for db (ready)")
                .contains("Launching service db_")
                .doesNotContain("Launching service idle_");
        assertThat(probity.ask(2, "run", "--only", "test")).contains("did you mean \"tests\"?");
        assertThat(probity.ask(2, "run", "-d", "--exit-code-from", "bd"))
                .contains("did you mean \"db\"?");
    }

    @Test
    void teachesShellsToComplete() throws Exception {
        Path script = folder.resolve("completion");
        Files.writeString(script, probity.run("completion", "bash").out());
        String asked =
                """
                source %s
                COMP_WORDS=(probity re); COMP_CWORD=1; _complete_probity
                echo "verbs: ${COMPREPLY[*]}"
                COMP_WORDS=(probity run --exit); COMP_CWORD=2; _complete_probity
                echo "options: ${COMPREPLY[*]}"
                COMP_WORDS=(probity wait --for ""); COMP_CWORD=3; _complete_probity
                echo "values: ${COMPREPLY[*]}"
                """
                        .formatted(script);
        assertThat(shell("bash", "-c", asked))
                .contains("verbs: restart", "options: --exit-code-from")
                .contains("values: ready healthy completed");
        for (String shell : List.of("zsh", "fish")) {
            Files.writeString(script, probity.run("completion", shell).out());
            parses(shell, script);
        }
        assertThat(probity.ask(2, "completion", "ksh")).contains("not one of bash, zsh, fish");
    }

    private static void parses(String shell, Path script) throws Exception {
        boolean there =
                new ProcessBuilder("sh", "-c", "command -v " + shell).start().waitFor() == 0;
        if (System.getenv("CI") == null) {
            assumeThat(there).as("%s is not installed: its script is not tried", shell).isTrue();
        }
        Process process = new ProcessBuilder(shell, "-n", script.toString()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    private static String shell(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    @Test
    void saysWhatIsSoWithoutAnApplication() throws Exception {
        JsonNode found = new ObjectMapper().readTree(probity.run("doctor", "-o", "json").out());
        assertThat(found.path("platform").asText()).contains(System.getProperty("os.name"));
        assertThat(found.path("state").asText()).isEqualTo(state.toString());
        probity.file("name: origins\nservices:\n  web: {command: sleep 1}\n");
        assertThat(probity.ask(0, "config", "--origin"))
                .containsPattern("name: origins +# probity.yaml:1:7")
                .containsPattern("replicas: 1 +# default of probity.yaml");
        assertThat(probity.ask(0, "config", "-o", "json")).contains("\"command\" : [ \"sleep\"");
        assertThat(probity.ask(2, "scale", "web")).contains("write web=3");
        assertThat(probity.ask(2, "ps", "-o", "jsn")).contains("did you mean json?");
        assertThat(probity.ask(2, "restrat", "web")).contains("did you mean `probity restart`?");
        assertThat(probity.ask(2, "probes", "web-1", "-n", "-1")).contains("'-1' is no count");
        assertThat(probity.ask(2, "exec", "web-1", "ls", "-la")).contains("Put -- before");
        assertThat(probity.ask(4, "restart", "web")).contains("nothing runs");
    }
}
