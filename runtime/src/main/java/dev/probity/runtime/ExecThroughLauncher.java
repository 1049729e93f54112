package dev.probity.runtime;

import dev.probity.engine.Incarnation;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;
import dev.probity.launch.Launcher;
import dev.probity.probes.ExecRunner;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Lets exec probes run their commands where the launcher runs incarnations.
record ExecThroughLauncher(Launcher launcher) implements ExecRunner {

    @Override
    public Running run(
            Incarnation incarnation,
            List<String> command,
            Duration limit,
            int outputLimit,
            Consumer<Ended> ended) {
        Execution execution =
                launcher.exec(
                        incarnation,
                        new ExecRequest(command, limit, outputLimit),
                        result -> ended.accept(ended(result)));
        return execution::abandon;
    }

    private static Ended ended(ExecResult result) {
        return switch (result) {
            case ExecResult.Exited(int code, String stdout, String stderr) ->
                    new Ended.Exited(code, stdout, stderr);
            case ExecResult.TimedOut _ -> new Ended.TimedOut();
            case ExecResult.CouldNotStart(String reason) -> new Ended.NotStarted(reason);
        };
    }
}
