package dev.probity.cli.verbs;

import dev.probity.cli.find.Applications;
import dev.probity.cli.find.Target;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;
import dev.probity.runtime.StateDirectory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Which application is meant: on every verb that talks to a running one.
final class TargetOptions {
    /// Between taking the lock and opening the socket.
    private static final Duration STARTING = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(10);

    @Option(
            names = "--file",
            paramLabel = "PATH",
            description =
                    "The application's file, or the folder it is in (default: this folder; the"
                            + " only application that runs, when there is no file here).")
    private @Nullable Path file;

    @Option(
            names = "--app",
            paramLabel = "NAME",
            description = "The application's name, wherever its file is.")
    private @Nullable String application;

    Target target() {
        return new Target(Optional.ofNullable(file), Optional.ofNullable(application));
    }

    StateDirectory running(Terminal terminal) {
        return new Applications(terminal).running(target());
    }

    /// @throws Failure when nothing of that description runs
    ControlClient connect(Terminal terminal) {
        StateDirectory state = running(terminal);
        long end = System.nanoTime() + STARTING.toNanos();
        while (!Files.exists(state.socket())) {
            if (!Applications.isRunning(state) || System.nanoTime() - end > 0) {
                throw Failure.nothingRunning(
                        "it is just starting or ending: there is no " + state.socket());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return new ControlClient(state.socket());
    }
}
