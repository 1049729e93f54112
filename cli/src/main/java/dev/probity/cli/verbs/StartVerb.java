package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "start",
        description = "Launches services that were stopped, or left out when `run` was started.",
        footer = {"", "Example:  probity start web && probity wait web"})
final class StartVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "Default: all.")
    private List<String> services = List.of();

    @Mixin private TargetOptions target = new TargetOptions();

    StartVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        services.forEach(request.putArray("services")::add);
        var _ = target.connect(terminal).post("application/start", request);
        terminal.say("starting " + (services.isEmpty() ? "all" : String.join(", ", services)));
        return ExitCode.OK;
    }
}
