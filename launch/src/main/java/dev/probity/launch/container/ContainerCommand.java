package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.Attachment;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Output;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.Exchange;
import dev.probity.launch.container.rest.Frames;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A command inside of a container, from its asking to its answer.
///
/// An engine lets a command run on when nobody listens any more, and has no way to end it: its
/// process is killed from outside where this machine has it, else by a second command.
final class ContainerCommand implements Attachment {

    /// Takes the bytes of a stream as they come.
    @FunctionalInterface
    interface Taker {
        void take(Output stream, byte[] bytes, int count);
    }

    /// @param input whether its standard input is open
    record Wish(List<String> command, Duration limit, boolean input, Taker taker) {}

    /// The exit code is told a moment after the last output.
    private static final Duration CODE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final ContainerEngine engine;
    private final String container;
    private final Wish wish;
    private final Consumer<ExecResult> answer;
    private final long end;

    /// Open until it runs, or never will.
    private final CountDownLatch decided = new CountDownLatch(1);

    private final CountDownLatch abandoned = new CountDownLatch(1);
    private volatile Optional<Exchange> exchange = Optional.empty();

    /// @param answer gets an {@link ExecResult.Exited} and {@link ExecResult.TimedOut} without text
    ContainerCommand(
            ContainerEngine engine, String container, Wish wish, Consumer<ExecResult> answer) {
        this.engine = engine;
        this.container = container;
        this.wish = wish;
        this.answer = answer;
        this.end = System.nanoTime() + wish.limit().toNanos();
    }

    void start() {
        Thread.ofVirtual().name("exec " + wish.command().getFirst()).start(this::run);
    }

    @Override
    public void abandon() {
        abandoned.countDown();
        exchange.ifPresent(Exchange::close);
    }

    @Override
    public void input(byte[] bytes) {
        running()
                .ifPresent(running -> {
                    try {
                        running.write(bytes);
                    } catch (EngineProblem _) {
                        // it does not listen any more
                    }
                });
    }

    @Override
    public void endInput() {
        running().ifPresent(Exchange::endInput);
    }

    private Optional<Exchange> running() {
        try {
            decided.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return wish.input() ? exchange : Optional.empty();
    }

    private void run() {
        ExecResult result;
        try {
            result = result();
        } catch (EngineProblem problem) {
            result = new ExecResult.CouldNotStart(problem.reason());
        } finally {
            decided.countDown();
        }
        answer.accept(result);
    }

    private ExecResult result() throws EngineProblem {
        String command = engine.prepareCommand(container, wish.command(), wish.input());
        if (isOver()) {
            return new ExecResult.TimedOut("");
        }
        try (Exchange running = engine.startCommand(command)) {
            exchange = Optional.of(running);
            decided.countDown();
            if (follow(new Frames(running)) && abandoned.getCount() > 0) {
                return ended(command);
            }
            kill(command);
            return new ExecResult.TimedOut("");
        }
    }

    /// @return whether it has ended by itself
    private boolean follow(Frames frames) {
        try {
            while (!isOver()) {
                if (!frames.next(left())) {
                    return true;
                }
                byte[] bytes = frames.content();
                wish.taker().take(frames.stream(), bytes, bytes.length);
            }
            return false;
        } catch (EngineProblem _) {
            return false; // its time is over, it was abandoned, or nobody can follow it any more
        }
    }

    private ExecResult ended(String command) throws EngineProblem {
        long patience = System.nanoTime() + CODE.toNanos();
        JsonNode state = engine.inspectCommand(command);
        while (state.path("Running").asBoolean() && System.nanoTime() - patience < 0) {
            pause();
            state = engine.inspectCommand(command);
        }
        return new ExecResult.Exited(state.path("ExitCode").asInt(), "", "");
    }

    private void kill(String command) throws EngineProblem {
        JsonNode state = engine.inspectCommand(command);
        long pid = state.path("Pid").asLong();
        if (!state.path("Running").asBoolean() || HostProcesses.kill(pid, container)) {
            return;
        }
        OptionalLong inner = HostProcesses.inner(pid, container);
        if (inner.isPresent()) {
            String killing =
                    engine.prepareCommand(
                            container,
                            List.of("kill", "-9", Long.toString(inner.getAsLong())),
                            false);
            engine.startCommand(killing).close();
        }
    }

    private void pause() {
        try {
            var _ = abandoned.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return abandoned.getCount() == 0 || left().isNegative() || left().isZero();
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
