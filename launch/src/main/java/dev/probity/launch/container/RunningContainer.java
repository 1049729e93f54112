package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.spec.Workload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An incarnation whose container has been started.
final class RunningContainer {

    /// How long the output of a container that has ended is waited for.
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    /// Podman's events, where it keeps them in a file, are not all told to who follows them.
    private static final Duration DOUBT = Duration.ofSeconds(2);

    private static final String TERM = "SIGTERM";
    private static final String KILL = "SIGKILL";

    private final ContainerEngine engine;
    private final String id;
    private final Incarnation incarnation;
    private final LaunchPlan plan;
    private final ExitWatch exits;
    private final CompletableFuture<ExitWatch.Seen> exit;
    private final LogFollower log;

    // Set by other threads than the one that reads them at the end.
    private volatile long pid;
    private volatile boolean leads; // whether that process is one of this machine
    private volatile boolean killed;

    RunningContainer(
            ContainerEngine engine,
            String id,
            Incarnation incarnation,
            LaunchPlan plan,
            ExitWatch exits) {
        this.engine = engine;
        this.id = id;
        this.incarnation = incarnation;
        this.plan = plan;
        this.exits = exits;
        this.exit = exits.of(id);
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
        leads = leader().isPresent();
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
        ExitWatch.Seen seen = awaitSeen();
        boolean asked = killed || seen.killed();
        return new Exit(seen.code(), asked ? Optional.empty() : reason(seen.code()));
    }

    /// The engine tells it at once; should it not, it is asked about one that may have ended before
    /// its process was looked for, and about one whose process is gone.
    private ExitWatch.Seen awaitSeen() throws InterruptedException {
        for (boolean first = true; ; first = false) {
            try {
                return exit.get(DOUBT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                if (first || (leads && Files.notExists(Path.of("/proc/" + pid)))) {
                    exits.look(id);
                }
            } catch (ExecutionException impossible) {
                throw new AssertionError("an exit is only ever told", impossible);
            }
        }
    }

    /// To be called when it has ended: takes the last of its output, and the container away.
    void clear() throws InterruptedException, EngineProblem {
        log.awaitEnd(LAST_OUTPUT);
        engine.remove(id);
    }

    /// An engine may not hold a container to what was wished: what it says itself is what counts.
    private Optional<String> reason(int code) throws InterruptedException {
        try {
            JsonNode found = engine.inspect(id).orElse(MissingNode.getInstance());
            long limit = found.path("HostConfig").path("Memory").asLong();
            return MemoryDeath.reason(
                    code,
                    limit > 0 ? OptionalLong.of(limit) : OptionalLong.empty(),
                    found.path("State").path("OOMKilled").asBoolean(),
                    () -> KernelLog.tellsOfMemory(id));
        } catch (EngineProblem _) {
            return Optional.empty();
        }
    }

    private Optional<Workload.Image> image() {
        return plan.image().map(each -> each.image());
    }
}
