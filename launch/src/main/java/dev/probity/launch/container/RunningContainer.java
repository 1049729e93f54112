package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.spec.Workload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// An incarnation whose container has been started.
final class RunningContainer {

    /// How long the output of a container that has ended is waited for.
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    private static final String TERM = "SIGTERM";
    private static final String KILL = "SIGKILL";

    private final ContainerEngine engine;
    private final String id;
    private final Incarnation incarnation;
    private final LaunchPlan plan;
    private final CompletableFuture<ExitWatch.Seen> exit;
    private final LogFollower log;

    // Both set by other threads than the one that reads them at the end.
    private volatile long pid;
    private volatile boolean killed;

    RunningContainer(
            ContainerEngine engine,
            String id,
            Incarnation incarnation,
            LaunchPlan plan,
            CompletableFuture<ExitWatch.Seen> exit) {
        this.engine = engine;
        this.id = id;
        this.incarnation = incarnation;
        this.plan = plan;
        this.exit = exit;
        this.log = new LogFollower(engine, id, incarnation, plan.output(), exit);
    }

    String id() {
        return id;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    LaunchPlan plan() {
        return plan;
    }

    ContainerEngine engine() {
        return engine;
    }

    /// Reads its output, and finds its process.
    void settle() throws EngineProblem {
        log.start();
        pid = engine.inspect(id).map(found -> found.path("State").path("Pid").asLong()).orElse(0L);
    }

    void ask() throws EngineProblem {
        engine.signal(id, image().flatMap(each -> each.sandbox().stopSignal()).orElse(TERM));
    }

    void kill() throws EngineProblem {
        killed = true;
        engine.signal(id, KILL);
    }

    /// Its first process; empty when the engine does not run on this machine.
    OptionalLong leader() {
        return HostProcesses.isOf(pid, id) ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    List<Long> pids() {
        return HostProcesses.tree(pid, id);
    }

    Exit awaitExit() throws InterruptedException {
        ExitWatch.Seen seen;
        try {
            seen = exit.get();
        } catch (ExecutionException impossible) {
            throw new AssertionError("an exit is only ever told", impossible);
        }
        boolean asked = killed || seen.killed();
        return new Exit(
                seen.code(),
                asked ? Optional.empty() : MemoryDeath.reason(seen.code(), limit(), state()));
    }

    /// To be called when it has ended: takes the last of its output, and the container away.
    void clear() throws InterruptedException, EngineProblem {
        log.awaitEnd(LAST_OUTPUT);
        engine.remove(id);
    }

    private OptionalLong limit() {
        return image().map(each -> each.sandbox().memory()).orElse(OptionalLong.empty());
    }

    private Optional<JsonNode> state() {
        try {
            return engine.inspect(id).map(found -> found.path("State"));
        } catch (EngineProblem _) {
            return Optional.empty();
        }
    }

    private Optional<Workload.Image> image() {
        return plan.image().map(each -> each.image());
    }
}
