package dev.probity.cli;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.http.HttpListener;
import dev.probity.control.http.Reply;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Does once what users do most, so that the JVM can keep what it loads and compiles for it. The
/// launcher makes its start-up cache of such a run.
final class Rehearsal {
    private static final String FILE =
            """
            name: rehearsal
            services:
              web:
                command: sleep 60
                ports: [0]
                startupProbe: {tcpSocket: PORT, periodSeconds: 1}
                livenessProbe: {httpGet: "PORT/", periodSeconds: 1}
                readinessProbe: {httpGet: {port: PORT, path: /}, periodSeconds: 1}
              worker:
                command: [sleep, "60"]
                dependsOn: [web]
            """;

    private static final List<List<String>> VERBS =
            List.of(
                    List.of("ps"),
                    List.of("ps", "-o", "json"),
                    List.of("why", "web"),
                    List.of("probes", "web-1"),
                    List.of("events"),
                    List.of("logs"),
                    List.of("validate"),
                    List.of("config"),
                    List.of("explain"),
                    List.of("simulate", "--for", "30s"),
                    List.of("convert", "--to", "probity"),
                    List.of("restart", "worker"),
                    List.of("down", "--hurry"));

    private static final Duration LIMIT = Duration.ofSeconds(30); // it runs at low priority
    private static final Duration LOOK = Duration.ofMillis(100);

    private Rehearsal() {}

    /// @return the exit code
    static int run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("probity-rehearsal");
        try (HttpListener peer =
                HttpListener.onLoopback(0, _ -> new Reply.Whole(200, "text/plain", "ok"), "peer")) {
            Files.writeString(
                    folder.resolve("probity.yaml"),
                    FILE.replace("PORT", Integer.toString(peer.port())));
            return run(folder);
        } finally {
            remove(folder);
        }
    }

    private static int run(Path folder) throws InterruptedException {
        Terminal terminal = silent(folder);
        Thread run =
                Thread.ofPlatform()
                        .name("rehearsal")
                        .daemon()
                        .start(() -> new CommandRunner(terminal).run("run"));
        int worst = awaitReady(terminal);
        for (List<String> verb : VERBS) {
            worst = Math.max(worst, new CommandRunner(terminal).run(verb.toArray(String[]::new)));
        }
        boolean ended = run.join(LIMIT);
        return ended ? worst : ExitCode.TIMED_OUT;
    }

    /// The run has just begun on another thread: for a moment there is nothing to wait on.
    private static int awaitReady(Terminal terminal) {
        long end = System.nanoTime() + LIMIT.toNanos();
        int code = ExitCode.NOTHING_RUNNING;
        while (code == ExitCode.NOTHING_RUNNING && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
            code = new CommandRunner(terminal).run("wait", "--timeout", "15s");
        }
        return code;
    }

    /// With a state directory of its own, and nobody who listens.
    private static Terminal silent(Path folder) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_STATE_HOME", folder.toString());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Terminal(nowhere, System.err, false, environment, folder);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
