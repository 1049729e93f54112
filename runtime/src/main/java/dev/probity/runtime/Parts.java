package dev.probity.runtime;

import dev.probity.engine.Engine;
import dev.probity.engine.Settings;
import dev.probity.gateway.Gateway;
import dev.probity.journal.Journal;
import dev.probity.journal.Limits;
import dev.probity.journal.Trouble;
import dev.probity.launch.Launcher;
import dev.probity.launch.container.ContainerLauncher;
import dev.probity.launch.container.ContainerNews;
import dev.probity.launch.container.Hosting;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.log.LogLimits;
import dev.probity.launch.log.LogTrouble;
import dev.probity.launch.log.Logs;
import dev.probity.launch.port.Ports;
import dev.probity.launch.process.Ability;
import dev.probity.launch.process.ProcessLauncher;
import dev.probity.probes.NetworkProber;
import dev.probity.probes.wire.Transport;
import dev.probity.runtime.loop.EngineLoop;
import dev.probity.runtime.loop.RunClock;
import dev.probity.spec.Application;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The rooms, put together for one run.
final class Parts implements AutoCloseable {
    private static final int PROBE_LOOPS = 1; // carries thousands of probes each second

    final RunClock clock = RunClock.start();
    final Announcer announcer = new Announcer(clock);
    final ProbeHistory history = new ProbeHistory();
    final Answers answers = new Answers();
    final StateDirectory state;
    final Logs logs;
    final ReplicaPorts ports;
    final Traffic traffic;
    final Launcher launcher;
    private final ContainerLauncher containers;
    final EngineLoop loop;
    private final Conductor conductor;
    private final NetworkProber prober;

    private final Cleanup cleanup = new Cleanup();

    /// Opens the public ports before anything else that costs time, and launches nothing.
    ///
    /// @param running the services whose ports are opened
    /// @throws CannotRun when one of them is not to be had; then nothing is left open
    Parts(Application application, Set<String> running, Options options)
            throws AlreadyRunning, CannotRun, IOException {
        state = StateDirectory.of(options.stateBase(), application.name(), application.directory());
        try {
            lock();
            // Before an engine is greeted, which leaves a mark and a network of its own.
            for (String left : LeftOvers.sweep(state)) {
                announcer.tell(new Notice.Mishap(left));
            }
            containers = containers(application, options);
            cleanup.later(containers);
            if (ContainerNeed.of(application, running)) {
                containers.greet();
            }
            logs = logs();
            ports = new ReplicaPorts(new Ports(application.name(), LiteralPorts.of(application)));
            traffic = traffic(application, running);
            loop = loop(options);
            launcher = new LaunchersByWorkload(processes(), containers);
            cleanup.later(launcher);
            prober = prober();
            Launches launches = launches(application, options);
            var hands = new Hands(launches, launcher, prober, traffic, ports, loop::offer);
            conductor = new Conductor(clock, journal(), announcer, history, answers, hands);
        } catch (AlreadyRunning | CannotRun | IOException | RuntimeException e) {
            cleanup.close();
            throw e;
        }
    }

    private void lock() throws AlreadyRunning, IOException {
        state.create();
        cleanup.later(RunLock.take(state.lock()));
    }

    private Logs logs() {
        var opened =
                new Logs(
                        state.logs(),
                        LogLimits.USUAL,
                        clock::time,
                        trouble -> announcer.tell(notice(trouble)));
        cleanup.later(opened);
        return opened;
    }

    private static Notice notice(LogTrouble trouble) {
        return trouble.reason()
                .<Notice>map(reason -> new Notice.LogsStopped(trouble.replica(), reason))
                .orElseGet(() -> new Notice.LogsResumed(trouble.replica(), trouble.lost()));
    }

    private Traffic traffic(Application application, Set<String> running) throws CannotRun {
        Gateway gateway = Gateway.open(dev.probity.gateway.Options.defaults());
        var opened = new Traffic(application, gateway, ports, new PortMemory(state.ports()));
        cleanup.later(opened::close);
        List<String> problems = opened.open(application, running);
        if (!problems.isEmpty()) {
            throw new CannotRun(problems);
        }
        return opened;
    }

    private EngineLoop loop(Options options) {
        var settings =
                new Settings(
                        clock.wallClockOffset(), Settings.MAX_BACK_OFF, options.spreadPhases());
        return new EngineLoop(clock, Engine.create(settings));
    }

    private ContainerLauncher containers(Application application, Options options) {
        return new ContainerLauncher(
                options.environment(),
                options.greeting(),
                LeftOvers.owner(application.name(), state),
                state.containers(),
                new ContainerNews() {
                    @Override
                    public void progress(String text) {
                        announcer.tell(new Notice.Progress(text));
                    }

                    @Override
                    public void trouble(String text) {
                        announcer.tell(new Notice.Mishap(text));
                    }
                });
    }

    /// The engine is asked when the first container is launched.
    private Hosting hosting() {
        try {
            return containers.hosting();
        } catch (EngineProblem problem) {
            throw new IllegalStateException(problem.reason(), problem);
        }
    }

    private Launcher processes() {
        return new ProcessLauncher(Ability.probe(), state.processes());
    }

    private NetworkProber prober() {
        NetworkProber opened =
                NetworkProber.start(
                        Transport.best(),
                        PROBE_LOOPS,
                        new ExecThroughLauncher(launcher),
                        history::failed);
        cleanup.later(opened);
        return opened;
    }

    private Launches launches(Application application, Options options) {
        var planner =
                new LaunchPlanner(
                        options.environment(),
                        application.name(),
                        traffic,
                        this::hosting,
                        ports,
                        logs);
        var opened = new Launches(planner::plan, launcher, loop::offer);
        cleanup.later(opened);
        return opened;
    }

    private Journal journal() {
        Journal opened =
                Journal.open(
                        state.journal(),
                        Limits.USUAL,
                        trouble ->
                                announcer.tell(
                                        switch (trouble) {
                                            case Trouble.Stopped(String reason) ->
                                                    new Notice.JournalStopped(reason);
                                            case Trouble.Resumed(long lost) ->
                                                    new Notice.JournalResumed(lost);
                                        }));
        cleanup.later(opened);
        return opened;
    }

    /// The engine runs on the loop that makes the attempts.
    void start() {
        loop.start(prober.loop(), conductor);
    }

    /// Done when the engine says that everything has ended.
    CompletableFuture<Void> ended() {
        return conductor.ended();
    }

    /// Whatever still runs is killed.
    @Override
    public void close() {
        loop.end();
        cleanup.close();
        answers.end();
        announcer.end();
    }
}
