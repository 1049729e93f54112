package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "scale",
        description = "Changes how many replicas of services run, until the next apply or run.",
        footer = {"", "Example:  probity scale web=3 worker=0"})
final class ScaleVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SERVICE=REPLICAS",
            arity = "1..*",
            description = "A service and how many replicas of it are wanted, 0 or more.")
    private Map<String, Integer> wanted = new LinkedHashMap<>();

    @Mixin private TargetOptions target = new TargetOptions();

    ScaleVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
            if (entry.getValue() < 0) {
                throw Failure.usage(entry.getKey() + "=" + entry.getValue() + "; the least is 0");
            }
        }
        ControlClient client = target.connect(terminal);
        for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
            var _ =
                    client.post(
                            "services/" + entry.getKey() + "/scale",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("replicas", entry.getValue()));
            terminal.say("scaling " + entry.getKey() + " to " + entry.getValue());
        }
        return ExitCode.OK;
    }
}
