package dev.probity.launch.process;

import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Output;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// An incarnation whose process has been started.
final class RunningProcess {

    /// How long the output of a process that has ended is waited for.
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    private final Incarnation incarnation;
    private final LaunchPlan plan;
    private final Process process;
    private final Tree tree;
    private final List<Thread> pumps;
    private final AtomicInteger commands = new AtomicInteger();

    // Set by whoever stops it, read by its watcher.
    private volatile boolean asked;

    RunningProcess(Incarnation incarnation, LaunchPlan plan, Process process, Tree tree) {
        this.incarnation = incarnation;
        this.plan = plan;
        this.process = process;
        this.tree = tree;
        this.pumps =
                List.of(
                        OutputPump.start(
                                incarnation,
                                Output.STDOUT,
                                process.getInputStream(),
                                plan.output()),
                        OutputPump.start(
                                incarnation,
                                Output.STDERR,
                                process.getErrorStream(),
                                plan.output()));
    }

    Incarnation incarnation() {
        return incarnation;
    }

    LaunchPlan plan() {
        return plan;
    }

    Tree tree() {
        return tree;
    }

    Process process() {
        return process;
    }

    /// Where the next command inside of it belongs.
    Tree branch() {
        return tree.branch("exec-" + commands.incrementAndGet());
    }

    void ask() {
        asked = true;
        tree.ask();
    }

    /// Waits for the end. A tree that was asked to end may take its time: a shell in front of a
    /// server dies at once of the signal that makes the server finish its work.
    int awaitExit() throws InterruptedException {
        int code = process.waitFor();
        while (asked && !tree.members().isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return code;
    }

    /// Kills what the process left, and waits for the last of its output.
    void clear() throws InterruptedException {
        tree.kill();
        for (Thread pump : pumps) {
            pump.join(LAST_OUTPUT);
        }
        tree.fell();
    }
}
