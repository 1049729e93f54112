package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What is done before SIGTERM, by a command and by a request.
@Timeout(180)
class PreStopIT {
    @TempDir Path directory;

    private Watch start(String service) throws Exception {
        String file = "name: hooked\nservices:\n  web:\n" + service.indent(4);
        return Watch.start(Watch.options(directory), FromFile.application(directory, file));
    }

    private static void stop(Watch watch) throws Exception {
        watch.command(id -> new Event.Stop(id, List.of("web"), Optional.empty()));
        watch.awaitState("web-1", ReplicaState.STOPPED);
    }

    private static List<Duration> patience(Watch watch) {
        return watch.happenings(Happening.Signalled.class)
                .filter(signalled -> signalled.signal() == Effect.Signal.TERM)
                .flatMap(signalled -> signalled.patience().stream())
                .toList();
    }

    @Test
    void runsACommandToItsEndBeforeTheProgramIsAskedToEnd() throws Exception {
        String trap = "trap 'echo term >> order; exit 0' TERM; while :; do sleep 0.1; done";
        try (Watch watch =
                start(
                        """
                        command: [sh, -c, "%s"]
                        terminationGracePeriodSeconds: 20
                        preStop: {exec: [sh, -c, "sleep 1.2; echo hook $PORT >> order"]}
                        ports: [{containerPort: 0, port: 0}]
                        """
                                .formatted(trap))) {
            watch.awaitReady("web-1");
            stop(watch);
            assertThat(Files.readAllLines(directory.resolve("order")))
                    .hasSize(2)
                    .first()
                    .asString()
                    .matches("hook \\d+");
            assertThat(patience(watch)).containsExactly(Duration.ofSeconds(19));
        }
    }

    @Test
    void cutsACommandThatTakesLongerThanTheGracePeriod() throws Exception {
        try (Watch watch =
                start(
                        """
                        command: [sleep, "600"]
                        terminationGracePeriodSeconds: 1
                        preStop: {exec: [sleep, "600"]}
                        """)) {
            watch.awaitReady("web-1");
            stop(watch);
            // What SIGTERM gets at least (R24).
            assertThat(patience(watch)).containsExactly(Duration.ofSeconds(2));
        }
    }

    @Test
    void asksTheProgramByHttp() throws Exception {
        try (Watch watch =
                start(
                        """
                        command: $SERVER
                        ports: [{containerPort: 0, port: 0}]
                        readinessProbe: {httpGet: /ready, periodSeconds: 1}
                        preStop: {httpGet: "/note?bye"}
                        """)) {
            watch.awaitReady("web-1");
            stop(watch);
            assertThat(Files.readString(directory.resolve("note"))).isEqualTo("bye");
            assertThat(failedHooks(watch)).isEmpty();
        }
    }

    @Test
    void fallsBackFromHttpsAsAKubeletDoes() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().name("plain").start(() -> serveInPlainText(server, asked));
            try (Watch watch =
                    start(
                            """
                            command: [sleep, "600"]
                            preStop: {httpGet: {host: 127.0.0.1, port: %d, scheme: HTTPS}}
                            """
                                    .formatted(server.getLocalPort()))) {
                watch.awaitReady("web-1");
                stop(watch);
                assertThat(asked).containsExactly("TLS", "GET / HTTP/1.1");
                assertThat(failedHooks(watch)).isEmpty();
            }
        }
    }

    /// Answers a TLS greeting as most servers do that know nothing of TLS.
    private static void serveInPlainText(ServerSocket server, List<String> asked) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                byte[] heard = new byte[4096];
                int count = socket.getInputStream().read(heard);
                boolean greeting = count > 0 && heard[0] == 0x16;
                String text = new String(heard, 0, Math.max(0, count), US_ASCII);
                asked.add(greeting ? "TLS" : text.lines().findFirst().orElse(""));
                String status = greeting ? "400 Bad Request" : "200 OK";
                socket.getOutputStream()
                        .write(
                                ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                                        .getBytes(US_ASCII));
            } catch (IOException _) {
                // the next one
            }
        }
    }

    @Test
    void endsAProgramWhoseHookFails() throws Exception {
        try (Watch watch =
                start(
                        """
                        command: [sleep, "600"]
                        preStop: {exec: [sh, -c, "exit 5"]}
                        """)) {
            watch.awaitReady("web-1");
            stop(watch);
            assertThat(failedHooks(watch)).singleElement().asString().contains("5");
        }
    }

    private static List<String> failedHooks(Watch watch) {
        return watch.happenings(Happening.KubernetesEvent.class)
                .filter(event -> event.reason().equals("FailedPreStopHook"))
                .map(Happening.KubernetesEvent::message)
                .toList();
    }
}
