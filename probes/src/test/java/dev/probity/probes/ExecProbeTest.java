package dev.probity.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.probity.engine.Event;
import dev.probity.engine.Outcome;
import dev.probity.probes.wire.Transport;
import dev.probity.spec.Handler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

class ExecProbeTest {

    private final List<List<String>> commands = new ArrayList<>();

    @ParameterizedTest(name = "exit code {0}: {1}")
    @CsvSource({
        "0, 'Success[output=out, err]'",
        "1, 'Failure[output=out, err]'",
        "137, 'Failure[output=out, err]'"
    })
    void judgesByTheExitCodeAndShowsBothStreams(int code, String outcome) {
        assertThat(ask(new ExecRunner.Ended.Exited(code, "out, ", "err"), "x").outcome())
                .hasToString(outcome);
    }

    @Test
    void cutsTheOutputAtItsLimitInBytesAndNotInsideOfACharacter() {
        String output = "x" + "ü".repeat(6_000);
        Outcome outcome = ask(new ExecRunner.Ended.Exited(0, output, "err"), "x").outcome();
        assertThat(outcome).isEqualTo(new Outcome.Success("x" + "ü".repeat(5_119)));
    }

    @Test
    void failsAtTheTimeout() {
        Event.AttemptFinished finished = ask(new ExecRunner.Ended.TimedOut(), "sleep", "10");
        assertThat(finished.outcome())
                .isEqualTo(
                        new Outcome.Failure(
                                "command timed out: \"sleep 10\" timed out after 1m5s"));
        assertThat(finished.tries()).isEqualTo(1);
    }

    @Test
    void knowsNothingOfACommandThatCannotBeStarted() {
        Event.AttemptFinished finished = ask(new ExecRunner.Ended.NotStarted("no such"), "x");
        assertThat(finished.outcome()).isEqualTo(new Outcome.Inconclusive("unknown", "no such"));
        assertThat(finished.tries()).isEqualTo(3);
    }

    @Test
    void takesNoNoticeOfAnAnswerAfterItsEnd() throws Exception {
        var begun = new CompletableFuture<Consumer<ExecRunner.Ended>>();
        ExecRunner runner =
                (incarnation, command, limit, outputLimit, answer) -> {
                    begun.complete(answer);
                    return () -> {};
                };
        Consumer<ExecRunner.Ended> late;
        ExecutorService loop;
        try (Asking asking = new Asking(Transport.best(), runner)) {
            loop = asking.prober().loop();
            asking.prober()
                    .make(
                            asking.attempt(new Handler.Exec(List.of("x")), Asking.PATIENT),
                            Asking.LOCAL,
                            _ -> {});
            late = begun.get(60, TimeUnit.SECONDS);
        }
        assertThat(loop.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThatCode(() -> late.accept(new ExecRunner.Ended.TimedOut()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "$(NAME), value",
        "a$(NAME)b$(NAME), avaluebvalue",
        "$(OTHER), $(OTHER)",
        "$$(NAME), $(NAME)",
        "$$$(NAME), $value",
        "$NAME, $NAME",
        "$(NAME, $(NAME",
        "5$, 5$",
        "$(EMPTY), ''"
    })
    void fillsInTheContainersVariables(String argument, String filled) {
        ask(new ExecRunner.Ended.Exited(0, "", ""), argument);
        assertThat(commands).containsExactly(List.of(filled));
    }

    private Event.AttemptFinished ask(ExecRunner.Ended ended, String... command) {
        ExecRunner runner =
                (incarnation, started, limit, outputLimit, answer) -> {
                    commands.add(started);
                    answer.accept(ended);
                    return () -> {};
                };
        Target target = new Target("127.0.0.1", Map.of(), Map.of("NAME", "value", "EMPTY", ""));
        try (Asking asking = new Asking(Transport.best(), runner)) {
            return asking.ask(
                    new Handler.Exec(Arrays.asList(command)), Duration.ofSeconds(65), target);
        }
    }
}
