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

    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration LATER_LOOKS = Duration.ofMillis(100);

    private final Incarnation incarnation;
    private final LaunchPlan plan;
    private final Process process;
    private final Tree tree;
    private final List<Thread> pumps;
    private final AtomicInteger commands = new AtomicInteger();

    // Both set by whoever stops it, read by its watcher.
    private volatile boolean asked;
    private volatile boolean killed;

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

    /// The process ids of all of it.
    List<Long> pids() {
        return tree.members().stream().map(ProcessHandle::pid).toList();
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

    /// Kills all of it, as far as the kernel lets go of it.
    void kill() {
        tree.kill();
        killed = true;
    }

    /// Waits for the end. A tree that was asked to end may take its time: a shell in front of a
    /// server dies at once of the signal that makes the server finish its work.
    int awaitExit() throws InterruptedException {
        int code = process.waitFor();
        for (long pause = FIRST_LOOK.toNanos();
                asked && !killed && !tree.members().isEmpty();
                pause = Math.min(2 * pause, LATER_LOOKS.toNanos())) {
            LockSupport.parkNanos(pause);
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
