package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.launch.process.Ability;
import dev.probity.runtime.StateDirectory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A run in a process of its own that outlives this one and its terminal.
public final class DetachedRun {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30); // for a starved machine

    private final Terminal terminal;

    public DetachedRun(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Starts it and waits until it can be talked to.
    ///
    /// @param arguments of `probity`, for a run in the foreground
    /// @throws Failure with its own words when it ends before that
    public void start(List<String> arguments, StateDirectory state) throws IOException {
        Files.createDirectories(state.path());
        Path log = state.path().resolve("run.log");
        Process process = spawn(arguments, log);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(state.socket())) {
            if (!process.isAlive()) {
                throw Failure.of("it did not start:\n" + Files.readString(log).strip());
            }
            if (System.nanoTime() - end > 0) {
                throw Failure.timedOut(
                        "process %d has not opened its socket after %d s; its output is in %s"
                                .formatted(process.pid(), PATIENCE.toSeconds(), log));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        terminal.say("runs as process " + process.pid() + "; its lines are in " + log);
    }

    /// In a session of its own where there is setsid: no terminal's Ctrl-C or end reaches it.
    private Process spawn(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        Ability.probe().setsid().ifPresent(setsid -> command.add(setsid.toString()));
        command.add(launcher());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(terminal.directory().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(log.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("PROBITY_NO_BUILD", "1"); // this very build is to run
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
