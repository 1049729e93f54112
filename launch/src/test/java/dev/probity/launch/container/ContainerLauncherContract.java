package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecOutput;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Output;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The life of real containers of a real engine: what holds with each.
abstract class ContainerLauncherContract extends ContainerImageContract {
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @Test
    void startsAnImageCarriesItsOutputAndTellsItsExitCode() throws Exception {
        Incarnation incarnation =
                stage.launch(
                        stage.image(
                                "sh", "-c", "echo $GREETING; echo oops >&2; printf last; exit 7"));

        assertThat(stage.next(Event.Started.class).incarnation()).isEqualTo(incarnation);
        assertThat(stage.next(Event.Exited.class).exit()).isEqualTo(new Exit(7, Optional.empty()));
        await().atMost(ContainerStage.SOON)
                .until(() -> stage.stdout().equals(List.of("hello", "last")));
        assertThat(stage.stderr()).containsExactly("oops");
        await().atMost(ContainerStage.SOON).until(() -> !names().contains(incarnation.name()));
    }

    @Test
    void runsCommandsInsideAndTellsHowTheyEnded() throws Exception {
        Incarnation host = stage.running("echo $$ > /tmp/made; trap 'exit 0' TERM");

        assertThat(stage.exec(host, AMPLE, "sh", "-c", "echo out; echo err >&2; exit 3"))
                .isEqualTo(new ExecResult.Exited(3, "out\n", "err\n"));
        assertThat(stage.exec(host, AMPLE, "/no/such/program"))
                .isInstanceOf(ExecResult.CouldNotStart.class);
    }

    @Test
    void carriesMuchInputToACommandThatListensLate() throws Exception {
        Incarnation host = stage.running("trap 'exit 0' TERM");
        var output = new ExecOutput(100);
        CompletableFuture<ExecResult> end = new CompletableFuture<>();
        Attachment attachment =
                stage.launcher.attach(
                        host,
                        List.of("sh", "-c", "echo begun; sleep 1; wc -c; exit 5"),
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

        for (int piece = 0; piece < 160; piece++) {
            attachment.input(new byte[32 * 1024]);
        }
        attachment.endInput();

        assertThat(output.of(end.get(AMPLE.toSeconds(), TimeUnit.SECONDS)))
                .isEqualTo(new ExecResult.Exited(5, "begun\n5242880\n", ""));
        attachment.input(new byte[10]); // to nobody
    }

    @Test
    void reallyEndsACommandWhoseTimeIsUp() throws Exception {
        Incarnation host = stage.running("trap 'exit 0' TERM");

        ExecResult result =
                stage.exec(
                        host,
                        Duration.ofSeconds(2),
                        "sh",
                        "-c",
                        "echo begun; sleep 4321 & sleep 4321; echo never");

        assertThat(result).isEqualTo(new ExecResult.TimedOut("begun\n"));
        await().atMost(ContainerStage.SOON)
                .until(() ->
                        ProcessHandle.allProcesses()
                                .flatMap(process -> process.info().commandLine().stream())
                                .noneMatch(line -> line.endsWith("sleep 4321")));
        assertThat(stage.launcher.processes(host)).isNotEmpty();
    }

    @Test
    void asksAProgramWithoutAHandlerToEnd() throws Exception {
        Incarnation incarnation = stage.launch(stage.image("sleep", "1000"));
        stage.next(Event.Started.class);
        long began = System.nanoTime();

        stage.term(incarnation);

        assertThat(stage.next(Event.Exited.class).exit().code()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void killsOneThatWillNotEndAndSendsTheStopSignalThatIsWanted() throws Exception {
        Sandbox interrupted = sandbox(Optional.of("SIGINT"), List.of(), OptionalLong.empty());
        Workload.Image stubborn =
                stage.image(
                                "sh",
                                "-c",
                                "trap 'echo interrupted' INT; trap '' TERM; echo ready;"
                                        + " while :; do sleep 0.1; done")
                        .within(interrupted);
        Incarnation incarnation = stage.launch(stubborn);
        stage.next(Event.Started.class);
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().contains("ready"));

        stage.term(incarnation);
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().contains("interrupted"));
        stage.kill(incarnation);

        assertThat(stage.next(Event.Exited.class).exit())
                .isEqualTo(new Exit(137, Optional.empty()));
    }

    /// The engine starts its init, which finds out.
    @Test
    void tellsThatThereIsNoSuchProgram() throws Exception {
        stage.launch(stage.image("/no/such/program"));
        stage.next(Event.Started.class);

        assertThat(stage.next(Event.Exited.class).exit().code()).isNotZero();
        await().atMost(ContainerStage.SOON)
                .until(() -> stage.stderr().toString().contains("No such file or directory"));
    }

    @Test
    void goesOnWhenTheEngineIsStartedAnew() throws Exception {
        Incarnation incarnation =
                stage.running(
                        "trap 'exit 5' TERM; (n=0; while :; do n=$((n+1)); echo line $n; sleep"
                                + " 0.05; done) &");
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().contains("line 5"));

        engine.kill();
        int before = stage.stdout().size();
        await().atMost(ContainerStage.SOON).until(() -> !stage.troubles.isEmpty());
        engine.startAgain();
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().size() > before + 20);

        List<String> lines =
                stage.stdout().stream().filter(line -> line.startsWith("line")).toList();
        for (int index = 0; index < lines.size(); index++) {
            assertThat(lines.get(index)).isEqualTo("line " + (index + 1));
        }
        assertThat(stage.troubles.getFirst()).contains("is away");
        stage.term(incarnation);
        assertThat(stage.next(Event.Exited.class).exit().code()).isEqualTo(5);
    }

    @Test
    void noticesAnExitThatHappenedWhileTheEngineWasAway() throws Exception {
        Incarnation incarnation = stage.running("trap 'exit 6' USR1");
        long process = stage.launcher.processes(incarnation).getFirst();

        engine.kill();
        assertThat(ProcessHandle.of(process).orElseThrow().destroyForcibly()).isTrue();
        engine.startAgain();

        assertThat(stage.next(Event.Exited.class).exit().code()).isEqualTo(137);
    }

    @Test
    void sweepsWhatAKilledRunLeftAndNothingElse() throws Exception {
        engine.ask("run", "--detach", "--name", "other", "--network=host", engine.image(), "top");
        Incarnation left = stage.running("trap 'exit 0' TERM");
        Path another = Files.createDirectory(state.resolve("another"));
        Files.copy(state.resolve("containers"), another.resolve("containers"));

        var nothing =
                ContainerSweep.of(another.resolve("containers"), ContainerStage.owner(another));
        var swept = ContainerSweep.of(state.resolve("containers"), ContainerStage.owner(state));

        assertThat(nothing.removed()).isEmpty();
        assertThat(swept.removed()).containsExactly(left.name());
        assertThat(swept.problems()).isEmpty();
        assertThat(names()).contains("other").doesNotContain(left.name());
        assertThat(state.resolve("containers")).doesNotExist();
        assertThat(stage.next(Event.Exited.class).exit().code()).isEqualTo(137);
        engine.ask("kill", "other");
        engine.ask("rm", "--force", "other");
    }

    @Test
    void leavesNothingWhenItCloses() throws Exception {
        stage.running("trap '' TERM");
        assertThat(engine.ask("network", "ls", "--quiet", "--filter", "label=" + label()).isEmpty())
                .isEqualTo(hidesNetworks());

        stage.close();

        assertThat(names()).doesNotContain("web");
        assertThat(engine.ask("network", "ls", "--quiet", "--filter", "label=" + label()))
                .isEmpty();
        assertThat(state.resolve("containers")).doesNotExist();
    }

    private String label() {
        return ContainerStage.owner(state).label();
    }
}
