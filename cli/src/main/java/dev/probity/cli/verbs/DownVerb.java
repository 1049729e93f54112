package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.find.Applications;
import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;
import dev.probity.control.client.EventStream;
import dev.probity.runtime.AlreadyRunning;
import dev.probity.runtime.LeftOvers;
import dev.probity.runtime.StateDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

@Command(
        name = "down",
        description =
                "Stops everything and ends the Probity that runs it; returns when it is gone.",
        footer = {"", "Example:  probity down --app shop --hurry"})
final class DownVerb implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Terminal terminal;

    @Option(names = "--hurry", description = "No drain, no preStop, no grace: SIGKILL now.")
    private boolean hurry;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = DurationOption.class,
            description = "How long to wait for the end (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(5);

    @Mixin private TargetOptions target = new TargetOptions();

    DownVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (new Applications(terminal).isOver(target.target())) {
            return sweep();
        }
        StateDirectory state = target.running(terminal);
        ControlClient client = target.connect(terminal);
        long end = System.nanoTime() + timeout.toNanos();
        long seen = client.awaitEvent(0, Duration.ZERO);
        var _ =
                client.post(
                        "application/shutdown",
                        JsonNodeFactory.instance.objectNode().put("hurry", hurry));
        follow(client, seen, end);
        while (Applications.isRunning(state) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (Applications.isRunning(state)) {
            throw Failure.timedOut(
                    "it has not ended after " + timeout.toSeconds() + " s; --hurry kills it");
        }
        terminal.say("down");
        return ExitCode.OK;
    }

    /// What a Probity that was killed has left is what there is to bring down.
    private int sweep() throws IOException {
        StateDirectory state = new Applications(terminal).known(target.target());
        List<String> found;
        try {
            found = LeftOvers.remove(state);
        } catch (AlreadyRunning just) {
            throw Failure.nothingRunning("it has just been started, as process " + just.pid());
        }
        found.forEach(terminal.err()::println);
        if (found.isEmpty()) {
            target.running(terminal); // says that nothing runs
        }
        terminal.say("down");
        return ExitCode.OK;
    }

    /// Shows how it goes, as long as somebody tells.
    private void follow(ControlClient client, long after, long end) {
        try (EventStream events = client.events(after, true)) {
            for (Optional<JsonNode> event = events.next();
                    event.isPresent() && System.nanoTime() - end < 0;
                    event = events.next()) {
                if (event.get().has("line")) {
                    terminal.err().println(event.get().path("line").asText());
                }
            }
        } catch (IOException _) {
            // It has ended, which is what was asked for.
        }
    }
}
