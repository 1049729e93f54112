package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "stop",
        description =
                "Stops services and leaves Probity running: drain, preStop, SIGTERM, grace,"
                        + " SIGKILL.",
        footer = {
            "",
            "`probity start` launches them again; `probity down` ends everything.",
            "",
            "Example:  probity stop web --grace 5s"
        })
final class StopVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "Default: all.")
    private List<String> services = List.of();

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "In place of each service's own termination grace period, such as 5s.")
    private @Nullable Duration grace;

    @Mixin private TargetOptions target = new TargetOptions();

    StopVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        services.forEach(request.putArray("services")::add);
        if (grace != null) {
            request.put("graceSeconds", grace.toMillis() / 1e3);
        }
        var _ = target.connect(terminal).post("application/stop", request);
        terminal.say("stopping " + (services.isEmpty() ? "all" : String.join(", ", services)));
        return ExitCode.OK;
    }
}
