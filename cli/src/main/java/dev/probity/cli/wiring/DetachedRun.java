package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;
import dev.probity.launch.process.Ability;
import dev.probity.runtime.RunLock;
import dev.probity.runtime.StateDirectory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A run in a process of its own that outlives this one and its terminal.
public final class DetachedRun {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration ENDING = Duration.ofSeconds(5); // from the last exit to its own
    private static final Duration PATIENCE = Duration.ofSeconds(30); // for a starved machine

    private final Terminal terminal;

    public DetachedRun(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Starts it and waits until it can be talked to.
    ///
    /// @param arguments of `probity`, for a run in the foreground
    /// @throws Failure with its own words when it ends before that
    public Started start(List<String> arguments, StateDirectory state) throws IOException {
        state.create();
        RunLock.holder(state.lock())
                .ifPresent(pid -> {
                    throw Failure.of(
                            "it runs already, as process "
                                    + pid
                                    + "; `probity ps` shows it, `probity down` stops it");
                });
        DetachedLines lines = DetachedLines.of(state);
        lines.begin();
        var started = new Started(spawn(arguments, lines), state, lines);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!started.listens()) {
            if (!started.process().isAlive()) {
                throw Failure.as(
                        started.process().exitValue(), "it did not start:\n" + started.output());
            }
            if (System.nanoTime() - end > 0) {
                throw Failure.timedOut(
                        "process %d has not opened its socket after %d s; its output is in %s"
                                .formatted(
                                        started.process().pid(),
                                        PATIENCE.toSeconds(),
                                        lines.folder()));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        terminal.say(
                "runs as process "
                        + started.process().pid()
                        + "; its lines are in "
                        + lines.folder());
        return started;
    }

    /// The run, which goes on without this process.
    public record Started(Process process, StateDirectory state, DetachedLines lines) {

        /// A socket alone proves nothing: one that was killed leaves its own behind.
        private boolean listens() throws IOException {
            if (!Files.exists(state.socket())) {
                return false;
            }
            try {
                var _ = new ControlClient(state.socket()).get("application");
            } catch (IOException _) {
                return false;
            }
            return RunLock.holder(state.lock()).orElse(0) == process.pid();
        }

        /// How it ended, when it has ended or does so soon.
        public OptionalInt exitCode() throws InterruptedException {
            return process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        }

        /// What it has said so far.
        public String output() throws IOException {
            return lines.read();
        }
    }

    /// In a session of its own where there is setsid: no terminal's Ctrl-C or end reaches it.
    private Process spawn(List<String> arguments, DetachedLines lines) throws IOException {
        List<String> command = new ArrayList<>();
        Ability.probe().setsid().ifPresent(setsid -> command.add(setsid.toString()));
        command.add(launcher());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(terminal.directory().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(lines.others().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(terminal.environment());
        builder.environment().put("PROBITY_NO_BUILD", "1"); // this very build is to run
        builder.environment().put(DetachedLines.VARIABLE, lines.folder().toString());
        return builder.start();
    }

    private String launcher() {
        String launcher = terminal.environment().get("PROBITY_LAUNCHER");
        if (launcher == null) {
            throw Failure.of("-d needs the launcher: start it as ./probity");
        }
        return launcher;
    }
}
