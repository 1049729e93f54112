package dev.probity.launch.container;

import dev.probity.engine.Incarnation;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecOutput;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;
import dev.probity.launch.Unattached;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/// Runs commands inside of containers, for probes and hooks and for people, so many at a time.
final class ContainerCommands {

    /// Each has a process and a connection.
    private static final int AT_ONCE = 64;

    /// People's commands end when they are done with them.
    private static final Duration NO_LIMIT = Duration.ofDays(3650);

    // As shells tell them, and engines.
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Function<Incarnation, Optional<RunningContainer>> hosts;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /// @param hosts finds the container of an incarnation that runs
    ContainerCommands(Function<Incarnation, Optional<RunningContainer>> hosts) {
        this.hosts = hosts;
    }

    Execution exec(
            Incarnation incarnation, ExecRequest request, Consumer<? super ExecResult> answer) {
        var output = new ExecOutput(request.outputLimit());
        var wish =
                new ContainerCommand.Wish(
                        request.command(),
                        request.limit(),
                        false,
                        (stream, bytes, count) -> output.take(stream, bytes, count));
        return start(incarnation, wish, result -> answer.accept(neverRan(output.of(result))));
    }

    Attachment attach(Incarnation incarnation, List<String> command, ExecListener listener) {
        var wish =
                new ContainerCommand.Wish(
                        command,
                        NO_LIMIT,
                        true,
                        (stream, bytes, count) ->
                                listener.output(stream, Arrays.copyOf(bytes, count)));
        return start(incarnation, wish, listener::ended);
    }

    private Attachment start(
            Incarnation incarnation,
            ContainerCommand.Wish wish,
            Consumer<? super ExecResult> answer) {
        Optional<RunningContainer> host = hosts.apply(incarnation);
        if (host.isEmpty()) {
            answer.accept(new ExecResult.CouldNotStart(incarnation + " is not running"));
            return Unattached.INSTANCE;
        }
        if (!room.tryAcquire()) {
            answer.accept(
                    new ExecResult.CouldNotStart(
                            "more than " + AT_ONCE + " commands run inside of containers already"));
            return Unattached.INSTANCE;
        }
        var command =
                new ContainerCommand(
                        host.get().engine(),
                        host.get().id(),
                        wish,
                        result -> {
                            room.release();
                            answer.accept(result);
                        });
        command.start();
        return command;
    }

    /// Engines tell that a program is not there in its own output.
    static ExecResult neverRan(ExecResult result) {
        return result instanceof ExecResult.Exited(int code, String stdout, String stderr)
                        && (code == NOT_FOUND || code == NOT_EXECUTABLE)
                        && (stdout + stderr).contains("OCI runtime")
                ? new ExecResult.CouldNotStart((stdout + stderr).lines().findFirst().orElse(""))
                : result;
    }
}
