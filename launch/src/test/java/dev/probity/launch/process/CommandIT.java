package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecOutput;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Output;
import dev.probity.spec.Handler;
import dev.probity.spec.Hook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Commands inside of a running incarnation.
class CommandIT {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir private Path directory;
    private Stage stage;
    private Incarnation host;

    @BeforeEach
    void launchAHost() throws InterruptedException {
        stage = new Stage(Ability.probe(), directory);
        LaunchPlan plan = stage.plan("sleep", "300");
        Map<String, String> environment = new LinkedHashMap<>(plan.environment());
        environment.put("GREETING", "hello");
        environment.put("SERVICE__MY-DB__HOST", "there");
        host =
                stage.launch(
                        new LaunchPlan(
                                plan.command(),
                                environment,
                                directory,
                                Optional.empty(),
                                plan.output()));
        stage.next(Event.Started.class);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void answersWithCodeAndBothStreams() throws InterruptedException {
        assertThat(stage.exec(host, AMPLE, "sh", "-c", "echo out; echo err >&2; exit 3"))
                .isEqualTo(new ExecResult.Exited(3, "out\n", "err\n"));
    }

    @Test
    void hasTheEnvironmentAndDirectoryOfItsHost() throws InterruptedException {
        assertThat(
                        stage.exec(
                                host,
                                AMPLE,
                                "sh",
                                "-c",
                                "echo $GREETING; pwd; env | grep -c DB; true"))
                .isEqualTo(
                        new ExecResult.Exited(
                                0, "hello\n" + directory.toAbsolutePath() + "\n0\n", ""));
        // A shell drops the name with a dash; a program gets it.
        assertThat(stage.exec(host, AMPLE, "env"))
                .isInstanceOfSatisfying(
                        ExecResult.Exited.class,
                        exited ->
                                assertThat(exited.stdout()).contains("SERVICE__MY-DB__HOST=there"));
    }

    @Test
    void killsTheWholeTreeAtTheLimit() throws InterruptedException {
        ExecResult result =
                stage.exec(
                        host,
                        Duration.ofSeconds(1),
                        "sh",
                        "-c",
                        "echo begun; trap '' TERM; echo $$ >> pids;"
                                + "(sleep 300 & echo $! >> pids; wait) & wait");

        assertThat(result).isEqualTo(new ExecResult.TimedOut("begun\n"));
        List<Long> pids = stage.pids("pids", 2);
        await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
    }

    @Test
    void leavesItsHostAloneAtTheLimit() throws InterruptedException {
        stage.exec(host, Duration.ofMillis(200), "sleep", "300");

        assertThat(stage.exec(host, AMPLE, "true")).isEqualTo(new ExecResult.Exited(0, "", ""));
        assertThat(stage.events).isEmpty();
    }

    @Test
    void doesNotWaitForWhoeverItLeavesWithItsOutput() throws InterruptedException {
        assertThat(stage.exec(host, AMPLE, "sh", "-c", "sleep 300 & echo $! >> pids; exit 1"))
                .isEqualTo(new ExecResult.Exited(1, "", ""));
        List<Long> pids = stage.pids("pids", 1);
        await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
    }

    @Test
    void keepsTheHeadOfEndlessOutputAndDrainsTheRest() throws InterruptedException {
        ExecResult result =
                stage.exec(host, AMPLE, "sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ExecResult.Exited.class,
                        exited -> assertThat(exited.stdout()).isEqualTo("x".repeat(10_240)));
    }

    @Test
    void saysThatAProgramIsMissing() throws InterruptedException {
        assertThat(stage.exec(host, AMPLE, "/no/such"))
                .isEqualTo(new ExecResult.CouldNotStart("program \"/no/such\" does not exist"));
    }

    @Test
    void saysThatTheHostIsNotRunning() throws InterruptedException {
        stage.kill(host);
        stage.next(Event.Exited.class);

        assertThat(stage.exec(host, AMPLE, "true"))
                .isEqualTo(new ExecResult.CouldNotStart(host + " is not running"));
    }

    @Test
    void killsAnAbandonedCommandAndStillAnswers() throws Exception {
        BlockingQueue<ExecResult> answers = new LinkedBlockingQueue<>();
        Execution execution =
                stage.launcher.exec(
                        host,
                        new ExecRequest(
                                List.of("sh", "-c", "echo $$ >> pids; sleep 300"), AMPLE, 10),
                        answers::add);
        List<Long> pids = stage.pids("pids", 1);

        execution.abandon();

        assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo(new ExecResult.TimedOut(""));
        await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
    }

    @Test
    void diesWithItsHost() throws InterruptedException {
        BlockingQueue<ExecResult> answers = new LinkedBlockingQueue<>();
        stage.launcher.exec(
                host,
                new ExecRequest(List.of("sh", "-c", "echo $$ >> pids; sleep 300"), AMPLE, 10),
                answers::add);
        List<Long> pids = stage.pids("pids", 1);

        stage.kill(host);

        await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
        assertThat(answers.poll(10, TimeUnit.SECONDS)).isInstanceOf(ExecResult.Exited.class);
    }

    @Test
    void carriesInputAndOutputOfSomebodyAttached() throws Exception {
        var output = new ExecOutput(1_000);
        CompletableFuture<ExecResult> end = new CompletableFuture<>();
        var attachment =
                stage.launcher.attach(
                        host,
                        List.of("sh", "-c", "read -r name; echo \"hello $name\"; cat; exit 5"),
                        new ExecListener() {
                            @Override
                            public void output(Output stream, byte[] bytes) {
                                output.take(stream, bytes, bytes.length);
                            }

                            @Override
                            public void ended(ExecResult result) {
                                end.complete(result);
                            }
                        });

        attachment.input("you\nrest".getBytes(StandardCharsets.UTF_8));
        await().atMost(Stage.SOON).until(() -> text(output).contains("hello you"));
        attachment.endInput();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(new ExecResult.Exited(5, "", ""));
        assertThat(text(output)).isEqualTo("hello you\nrest");
    }

    private static String text(ExecOutput output) {
        ExecResult result = output.of(new ExecResult.Exited(0, "", ""));
        return ((ExecResult.Exited) result).stdout();
    }

    @Test
    void runsAPreStopHook() throws InterruptedException {
        preStop(AMPLE, "sh", "-c", "echo stopping >> hook");

        assertThat(stage.next(Event.PreStopFinished.class).failure()).isEmpty();
        assertThat(directory.resolve("hook")).content().isEqualTo("stopping\n");
    }

    @Test
    void saysWhyAPreStopHookFailed() throws InterruptedException {
        preStop(AMPLE, "sh", "-c", "echo no >&2; exit 4");
        assertThat(stage.next(Event.PreStopFinished.class).failure()).contains("exit code 4: no");

        preStop(Duration.ofSeconds(1), "sleep", "300");
        assertThat(stage.next(Event.PreStopFinished.class).failure())
                .contains("was still running after 1 s");
    }

    private void preStop(Duration limit, String... command) {
        var hook = new Hook.Exec(new Handler.Exec(List.of(command)));
        stage.launcher.runPreStop(host, hook, limit, stage.events::add);
    }
}
