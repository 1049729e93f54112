package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.probity.tests.endtoend.Packaged.Running;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Bad input and bad luck: a clear message, and traffic to the healthy rest goes on.
@Tag("whole")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class BadLuckE2E {
    private static final Duration LIMIT = Duration.ofSeconds(90);

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

    private static final String WEB =
            """
              web:
                command: [$SERVER, "{port}"]
                replicas: 2
                ports: [%d]
                readinessProbe: {httpGet: /, periodSeconds: 1}
                livenessProbe: {httpGet: /, periodSeconds: 2, failureThreshold: 2}
                terminationGracePeriodSeconds: 2
            """;

    @Test
    void tellsAllThatIsWrongWithAFileAtItsPlace() throws Exception {
        probity.file("services:\n  web:\n    comand: sleep 1\n    replicas: many\n");
        assertThat(probity.ask(2, "run"))
                .contains("probity.yaml:3:5: error: ")
                .contains("comand")
                .contains("did you mean \"command\"?")
                .contains("probity.yaml:4:15: error: ")
                .contains("cannot be acted on");
        probity.file("services:\n  web: {command: [sleep\n");
        assertThat(probity.ask(2, "run")).contains("probity.yaml:").contains("[PRB0004]");
    }

    @Test
    void namesWhoHasAPortBeforeAnythingIsLaunched() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            String owner = "is taken by pid " + ProcessHandle.current().pid();
            probity.file("name: taken\nservices:\n" + WEB.formatted(port));
            assertThat(probity.ask(1, "run"))
                    .contains("port " + port + " of web " + owner)
                    .contains("nothing was started")
                    .doesNotContain("Launching");
            probity.file("name: taken\nservices:\n" + WEB.formatted(Loopback.freePort()));
            assertThat(probity.ask(1, "run", "--metrics-port", Integer.toString(port)))
                    .contains("port " + port + " " + owner)
                    .contains("nothing was started")
                    .doesNotContain("Launching");
            assertThat(probity.ask(2, "run", "--metrics-port", "99999")).contains("is no port");
        }
    }

    /// Each in its own way: a command that does not exist, an exit at once, a probe on a port that
    /// nobody listens on, a program that ignores its port, an answer to a probe without an end.
    @Test
    void servesFromTheHealthyWhileTheRestIsInTrouble() throws Exception {
        int port = Loopback.freePort();
        int nobody = Loopback.freePort();
        int elsewhere = Loopback.freePort();
        probity.file(
                "name: trouble\nservices:\n"
                        + WEB.formatted(port)
                        + """
                          missing: {command: [/no/such/program]}
                          quitter: {command: [sh, -c, "exit 3"]}
                          deaf:
                            command: [sleep, "600"]
                            readinessProbe: {tcpSocket: %d, periodSeconds: 1}
                          stubborn:
                            command: [$SERVER, "%d"]
                            ports: [0]
                            readinessProbe: {httpGet: /, periodSeconds: 1}
                          endless:
                            command: [$SERVER, "{port}"]
                            ports: [0]
                            readinessProbe: {httpGet: /endless, periodSeconds: 1}
                        """
                                .formatted(nobody, elsewhere));
        Running run = probity.start("run").awaitOut("Launching service endless_");
        probity.ask(0, "wait", "--timeout", "90s", "web", "endless");
        run.awaitOut("/no/such/program").awaitOut("Replica quitter-1 is launched again in 10 s");
        String deaf = "dial tcp 127.0.0.1:" + nobody + ": connect: connection refused";
        assertThat(probity.ask(0, "why", "missing")).contains("/no/such/program");
        assertThat(probity.ask(0, "why", "quitter")).contains("it ended with exit code 3");
        assertThat(probity.ask(0, "why", "deaf")).contains(deaf);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(probity.ask(0, "why", "stubborn"))
                                .contains("stubborn-1 was given ")
                                .contains("but listens on " + elsewhere));
        freezes(run, port);
    }

    /// SIGSTOP: probes get no answer, requests go to the other one, and it is replaced.
    private void freezes(Running run, int port) throws Exception {
        String frozen = Loopback.get(port, "/").body();
        String own = probity.ask(0, "exec", frozen, "--", "sh", "-c", "echo $PORT").strip();
        String pid = Loopback.get(Integer.parseInt(own), "/pid").body();
        assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor()).isZero();
        run.awaitOut("Killing replica " + frozen + " because it has failed the liveness probe");
        for (int request = 0; request < 20; request++) {
            var answer = Loopback.get(port, "/");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isNotEqualTo(frozen);
        }
        run.awaitOut("Replica " + frozen + " was ended by SIGKILL");
    }

    @Test
    void runsOnWhenTheDiskIsFull() throws Exception {
        mount("mount", "-t", "tmpfs", "-o", "size=192k", "tmpfs", state.toString());
        try {
            int port = Loopback.freePort();
            probity.file(
                    "name: full\nservices:\n"
                            + WEB.formatted(port)
                            + "  chatty: {command: [sh, -c, \"yes 'much to say'\"]}\n");
            Running run = probity.start("run");
            run.awaitOut("What chatty-1 prints is not kept: No space left on device; it runs on");
            run.awaitOut("The journal has stopped: ");
            probity.ask(0, "wait", "--timeout", "90s", "web");
            assertThat(probity.ask(0, "why", "chatty"))
                    .contains("What chatty-1 prints is not kept: No space left on device.");
            assertThat(Loopback.get(port, "/").statusCode()).isEqualTo(200);
            probity.ask(0, "down", "--hurry");
            assertThat(run.end().code()).isZero();
        } finally {
            mount("umount", "-l", state.toString());
        }
    }

    private static void mount(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        boolean done = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        if (System.getenv("CI") == null) {
            assumeThat(done).as("a small disk is mounted, which takes root").isTrue();
        }
        assertThat(done).as("a small disk is mounted, which takes root").isTrue();
    }
}
