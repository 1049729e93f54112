package dev.probity.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.wiring.DetachedLines;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Does once what users do most, so that the JVM can keep what it loads for it. The launcher makes
/// its start-up caches of such runs: a JVM begins with all that is in its cache, so that there is
/// one for `run`, and one for what asks it and then ends.
enum Rehearsal {
    RUN {
        @Override
        int play(Terminal terminal) throws InterruptedException {
            Thread run =
                    Thread.ofPlatform()
                            .name("rehearsal")
                            .daemon()
                            .start(() ->
                                    new CommandRunner(terminal).run("run", "--watch", NAMELESS));
            int worst = Math.max(awaitReady(terminal), all(List.of(DOWN), terminal));
            return run.join(LIMIT) ? worst : ExitCode.TIMED_OUT;
        }
    },

    VERBS {
        @Override
        int play(Terminal terminal) {
            return all(QUESTIONS, terminal);
        }
    };

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
              boxed: {image: rehearsal, imagePullPolicy: Never}
            """;

    /// A name of no language, so that all of them are asked whether it is theirs.
    private static final String NAMELESS = "rehearsal.yaml";

    private static final String ENGINE = "engine";
    private static final List<String> DOWN = List.of("down", "--hurry");

    private static final List<List<String>> QUESTIONS =
            List.of(
                    List.of("run", "-d", "--dashboard", "off", "--only", "worker"),
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
                    DOWN);

    private static final Duration LIMIT = Duration.ofSeconds(30); // it runs at low priority
    private static final Duration LOOK = Duration.ofMillis(100);

    /// @return the worst exit code
    abstract int play(Terminal terminal) throws InterruptedException;

    /// @param name as the launcher gives it, such as `run`
    /// @return the exit code
    static int of(String name) throws IOException, InterruptedException {
        Rehearsal rehearsal = valueOf(name.toUpperCase(Locale.ROOT));
        Path folder = Files.createTempDirectory("probity-rehearsal");
        try (var peer = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                IdleEngine _ = IdleEngine.at(folder.resolve(ENGINE))) {
            Thread.ofPlatform().name("peer").daemon().start(() -> answer(peer));
            String file = FILE.replace("PORT", Integer.toString(peer.getLocalPort()));
            for (String each : List.of("probity.yaml", NAMELESS)) {
                Files.writeString(folder.resolve(each), file);
            }
            return rehearsal.play(silent(folder));
        } finally {
            remove(folder);
        }
    }

    /// What the probes ask, with nothing of what is rehearsed.
    private static void answer(ServerSocket peer) {
        byte[] ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
        while (!peer.isClosed()) {
            try (Socket client = peer.accept()) {
                client.getOutputStream().write(ok);
            } catch (IOException _) {
                // the next one
            }
        }
    }

    private static int all(List<List<String>> verbs, Terminal terminal) {
        return verbs.stream()
                .mapToInt(verb -> new CommandRunner(terminal).run(verb.toArray(String[]::new)))
                .max()
                .orElse(ExitCode.OK);
    }

    /// The run has just begun on another thread: for a moment there is nothing to wait on.
    private static int awaitReady(Terminal terminal) {
        long end = System.nanoTime() + LIMIT.toNanos();
        int code = ExitCode.NOTHING_RUNNING;
        while (code == ExitCode.NOTHING_RUNNING && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
            code = new CommandRunner(terminal).run("wait", "worker", "--timeout", "15s");
        }
        return code;
    }

    /// With a state directory of its own, and nobody who listens.
    private static Terminal silent(Path folder) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_STATE_HOME", folder.toString());
        environment.put("CONTAINER_HOST", "unix://" + folder.resolve(ENGINE));
        environment.remove("DOCKER_HOST");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        // By the way that every run goes: what is not in the cache is looked for in every jar.
        return DetachedLines.instead(new Terminal(nowhere, System.err, false, environment, folder));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
