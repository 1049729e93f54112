package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Happening;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot;
import dev.probity.spec.Handler;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Each has a clear message, and traffic to the healthy rest goes on.
@Timeout(180)
class BadLuckIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void aReplicaThatExitsAtOnceIsWaitedFor() throws Exception {
        TestService broken =
                TestService.web()
                        .named("broken")
                        .replicas(1)
                        .command(TestService.shell("echo no luck; exit 3"));
        try (Watch watch = Watch.start(directory, broken, TestService.web().replicas(1))) {
            watch.awaitLine("exited with code 3");
            watch.awaitLine("Replica broken-1 is launched again in 10 s");
            watch.awaitState("broken-1", ReplicaState.BACKING_OFF);
            watch.awaitReady("web-1");
            assertThat(watch.get(watch.address("web")).statusCode()).isEqualTo(200);
            assertThat(watch.get(watch.address("broken")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() throws Exception {
        TestService missing = TestService.web().replicas(1).command(List.of("/no/such/program"));
        try (Watch watch = Watch.start(directory, missing)) {
            watch.awaitLine("/no/such/program");
            assertThat(watch.lines)
                    .anySatisfy(
                            line -> assertThat(line).contains("ERR").contains("Launching web_"));
        }
    }

    @Test
    void aStoppedReplicaLeavesTheRotationAndIsReplaced() throws Exception {
        // Readiness has to fail first, or the kill takes it out of the rotation.
        TestService web =
                TestService.web()
                        .probes(
                                Optional.of(TestService.bearing(TestService.get("/live"), 6)),
                                Optional.of(TestService.get("/ready")));
        try (Watch watch = Watch.start(directory, web)) {
            watch.awaitReady("web-1", "web-2");
            String before = watch.incarnation("web-1");
            watch.signal("STOP", "web-1");
            // To Healthy, or to Started when it was stopped before its first liveness attempt.
            await().atMost(LIMIT).until(() -> !rotation(watch).contains("web-1"));
            assertThat(watch.get("/").body()).isEqualTo(watch.incarnation("web-2"));
            watch.awaitLine("Killing replica " + before + " because it has failed the liveness");
            await().atMost(LIMIT).until(() -> !watch.incarnation("web-1").equals(before));
            watch.awaitReady("web-1");
        }
    }

    @Test
    void aProgramThatIgnoresItsPortIsSeenListeningElsewhere() throws Exception {
        int elsewhere = freePort();
        TestService stubborn =
                TestService.web()
                        .replicas(1)
                        .probes(Optional.empty(), Optional.of(TestService.get("/ready")))
                        .environment("PORT", Integer.toString(elsewhere));
        try (Watch watch = Watch.start(directory, stubborn)) {
            var id = new ReplicaId("web", 1);
            await().atMost(LIMIT).until(() -> !watch.running.reallyListening(id).isEmpty());
            assertThat(watch.running.reallyListening(id)).containsExactly(elsewhere);
            assertThat(watch.running.ports(id)).doesNotContainValue(elsewhere).hasSize(1);
            watch.awaitLine("connect: connection refused");
            assertThat(watch.get("/").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aProbeThatIsAnsweredForEverIsReadToItsLimit() throws Exception {
        TestService endless =
                TestService.web()
                        .replicas(1)
                        .probes(Optional.empty(), Optional.of(TestService.get("/endless")));
        try (Watch watch = Watch.start(directory, endless)) {
            watch.awaitReady("web-1");
            Happening.Attempted passed =
                    watch.happenings(Happening.Attempted.class)
                            .filter(each -> each.outcome() instanceof Outcome.Success)
                            .findFirst()
                            .orElseThrow();
            assertThat(passed.outcome().output()).hasSize(10_240);
            assertThat(watch.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aProbeOnAPortThatNobodyListensOnKeepsItsReplicaOnly() throws Exception {
        int nobody = freePort();
        TestService deaf =
                TestService.web()
                        .named("deaf")
                        .replicas(1)
                        .probes(
                                Optional.empty(),
                                Optional.of(
                                        TestService.probe(
                                                new Handler.TcpSocket(
                                                        Optional.empty(),
                                                        new Handler.PortRef.Numbered(nobody)))));
        try (Watch watch = Watch.start(directory, deaf, TestService.web().replicas(1))) {
            watch.awaitLine("dial tcp 127.0.0.1:" + nobody + ": connect: connection refused");
            watch.awaitReady("web-1");
            HttpResponse<String> answer = watch.get(watch.address("deaf"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(watch.get(watch.address("web")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takenPortsAreAllNamedWithTheirOwnerBeforeAnythingIsLaunched() throws Exception {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path mark = directory.resolve("launched");
            TestService touching =
                    TestService.web().command(TestService.shell("touch " + mark + "; sleep 60"));
            CannotRun refusal =
                    catchThrowableOfType(
                            CannotRun.class,
                            () ->
                                    Watch.start(
                                            directory,
                                            touching.publicPort(one.getLocalPort()),
                                            touching.named("api").publicPort(other.getLocalPort()),
                                            touching.named("fine")));
            String owner = "pid " + ProcessHandle.current().pid();
            assertThat(refusal.problems())
                    .hasSize(2)
                    .anySatisfy(problem ->
                            assertThat(problem)
                                    .contains("port " + one.getLocalPort() + " of web")
                                    .contains(owner))
                    .anySatisfy(problem ->
                            assertThat(problem)
                                    .contains("port " + other.getLocalPort() + " of api"));
            assertThat(mark).doesNotExist();
        }
        // Nothing is left of the try: the same application starts at once.
        try (Watch watch = Watch.start(directory, TestService.web().replicas(1))) {
            watch.awaitReady("web-1");
        }
    }

    @Test
    void aSecondRunIsToldWhoRunsIt() throws Exception {
        try (Watch watch = Watch.start(directory, TestService.web().replicas(1))) {
            watch.awaitReady("web-1");
            assertThatThrownBy(() -> Watch.start(directory, TestService.web().replicas(1)))
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aJournalThatCannotBeWrittenStopsNothing() throws Exception {
        String name = TestService.application(directory);
        Path journal = StateDirectory.of(directory, name, directory).journal();
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "a file where the folder should be");
        try (Watch watch = Watch.start(directory, TestService.web().replicas(1))) {
            watch.awaitReady("web-1");
            watch.awaitLine("The journal has stopped");
            assertThat(watch.get("/").statusCode()).isEqualTo(200);
            Files.delete(journal);
            watch.awaitLine("The journal goes on");
            assertThat(journal).isDirectoryContaining("glob:**/journal-*.jsonl");
        }
    }

    @Test
    void keepsTheLastAttemptsOfEachProbe() throws Exception {
        try (Watch watch = Watch.start(directory, TestService.web().replicas(1))) {
            watch.awaitReady("web-1");
            Snapshot.WorkerView worker =
                    watch.replica("web-1").orElseThrow().main().orElseThrow().workers().stream()
                            .filter(each -> each.id().type() == ProbeType.READINESS)
                            .findFirst()
                            .orElseThrow();
            assertThat(watch.running.probes().of(worker.id()))
                    .isNotEmpty()
                    .last()
                    .satisfies(entry ->
                            assertThat(entry.attempted().outcome())
                                    .isInstanceOf(Outcome.Success.class));
        }
    }

    private static List<String> rotation(Watch watch) {
        return watch.running.snapshot().service("web").orElseThrow().rotation().stream()
                .map(Object::toString)
                .toList();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
