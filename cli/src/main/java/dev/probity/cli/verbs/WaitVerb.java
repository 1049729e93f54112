package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "wait",
        description = "Waits until services are where they should be.",
        footer = {
            "",
            "ready: every wanted replica takes traffic. healthy: every one is healthy or ready."
                    + " completed: every one has exited with 0 and is not launched again, which"
                    + " counts as ready and healthy too.",
            "",
            "When the time is over it names every service that is not there, with what its probes"
                    + " said last, and exits with 124.",
            "",
            "Example:  probity wait --for ready --timeout 2m web db"
        })
final class WaitVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "Default: all that run.")
    private List<String> services = List.of();

    @Option(
            names = "--for",
            paramLabel = "CONDITION",
            defaultValue = "ready",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Condition condition = Condition.READY;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationOption.class,
            description = "How long at most, such as 90s or 5m (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(1);

    @Mixin private TargetOptions target = new TargetOptions();

    WaitVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ControlClient client = target.connect(terminal);
        for (String service : services) {
            JsonNode known = client.get("services/" + service);
            if (!known.path("running").asBoolean() && !known.path("external").asBoolean()) {
                throw Failure.of(service + " is stopped; `probity start " + service + "` first");
            }
        }
        new Waiting(client, condition, services).run(timeout);
        terminal.say("all " + condition);
        return ExitCode.OK;
    }
}
