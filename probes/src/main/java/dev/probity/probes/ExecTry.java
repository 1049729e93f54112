package dev.probity.probes;

import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;

import io.netty.channel.EventLoop;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Asks by a command in the container (R40).
final class ExecTry implements Try {

    private static final int OUTPUT_KEPT = 10_240;

    private final EventLoop loop;
    private final ExecRunner runner;
    private final Incarnation incarnation;
    private final List<String> command;
    private final Duration timeout;
    private final Consumer<Outcome> answer;

    private boolean over;
    private ExecRunner.@Nullable Running running;

    ExecTry(
            EventLoop loop,
            ExecRunner runner,
            Incarnation incarnation,
            List<String> command,
            Duration timeout,
            Consumer<Outcome> answer) {
        this.loop = loop;
        this.runner = runner;
        this.incarnation = incarnation;
        this.command = command;
        this.timeout = timeout;
        this.answer = answer;
    }

    @Override
    public void begin() {
        running = runner.run(incarnation, command, timeout, OUTPUT_KEPT, this::hand);
    }

    private void hand(ExecRunner.Ended ended) {
        try {
            loop.execute(() -> judge(ended));
        } catch (RejectedExecutionException _) {
            // the prober has been closed: nobody waits for this any more
        }
    }

    private void judge(ExecRunner.Ended ended) {
        if (over) {
            return;
        }
        over = true;
        answer.accept(
                switch (ended) {
                    case ExecRunner.Ended.Exited(int code, String output, String errors) ->
                            code == 0
                                    ? new Outcome.Success(cut(output + errors))
                                    : new Outcome.Failure(cut(output + errors));
                    case ExecRunner.Ended.TimedOut() ->
                            new Outcome.Failure(
                                    "command timed out: \"%s\" timed out after %s"
                                            .formatted(
                                                    String.join(" ", command),
                                                    GoDuration.text(timeout)));
                    case ExecRunner.Ended.NotStarted(String reason) ->
                            new Outcome.Inconclusive("unknown", reason);
                });
    }

    /// To the limit in bytes, and never through the middle of a character.
    private static String cut(String output) {
        if (output.length() * 3 <= OUTPUT_KEPT) {
            return output;
        }
        CharBuffer characters = CharBuffer.wrap(output);
        StandardCharsets.UTF_8
                .newEncoder()
                .encode(characters, ByteBuffer.allocate(OUTPUT_KEPT), true);
        return output.substring(0, characters.position());
    }

    @Override
    public void giveUp() {
        over = true;
        if (running != null) {
            running.abandon();
        }
    }
}
