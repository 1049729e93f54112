package dev.probity.launch.process;

import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecOutput;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Runs commands inside of incarnations: exec probes, preStop hooks, and what users ask for.
final class Commands implements AutoCloseable {

    /// Each has a process and two reading threads.
    static final int AT_ONCE = 256;

    private static final Duration NO_LIMIT = Duration.ofDays(3650);

    private final Spawner spawner;
    private final Start start;
    private final Semaphore room = new Semaphore(AT_ONCE);

    // Platform threads, because a virtual one that waits for a pipe holds its carrier.
    private final ExecutorService readers =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("exec output ", 1).factory());

    Commands(Spawner spawner, Start start) {
        this.spawner = spawner;
        this.start = start;
    }

    Execution run(RunningProcess host, ExecRequest request, Consumer<? super ExecResult> answer) {
        var output = new ExecOutput(request.outputLimit());
        var wish = new Command.Wish(request.command(), request.limit(), false, output::take);
        return begin(host, wish, result -> answer.accept(output.of(result)));
    }

    Attachment attach(RunningProcess host, List<String> command, ExecListener listener) {
        var wish =
                new Command.Wish(
                        command,
                        NO_LIMIT,
                        true,
                        (stream, bytes, count) ->
                                listener.output(stream, Arrays.copyOf(bytes, count)));
        return begin(host, wish, listener::ended);
    }

    @Override
    public void close() {
        readers.shutdown();
    }

    private Command begin(
            RunningProcess host, Command.Wish wish, Consumer<? super ExecResult> answer) {
        if (!room.tryAcquire()) {
            answer.accept(
                    new ExecResult.CouldNotStart(
                            "more than " + AT_ONCE + " commands run inside of replicas already"));
            return new Command(host, wish, _ -> {});
        }
        var command =
                new Command(
                        host,
                        wish,
                        result -> {
                            room.release();
                            answer.accept(result);
                        });
        spawner.command(() -> command.start(start, readers));
        return command;
    }
}
