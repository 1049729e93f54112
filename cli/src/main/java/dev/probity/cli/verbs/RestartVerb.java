package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

@Command(
        name = "restart",
        description = "Stops and launches the replicas of services, or single replicas, again.",
        footer = {
            "",
            "It returns when the restart is under way; `probity wait` waits for its end.",
            "",
            "Example:  probity restart --rolling web && probity wait web"
        })
final class RestartVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "Services or replicas, such as web or web-2.")
    private List<String> names = List.of();

    @Option(
            names = "--rolling",
            description = "One replica after the other, each ready before the next one stops.")
    private boolean rolling;

    @Mixin private TargetOptions target = new TargetOptions();

    RestartVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ControlClient client = target.connect(terminal);
        Set<String> services = new HashSet<>();
        client.get("services").forEach(service -> services.add(service.path("name").asText()));
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (services.contains(name)) {
                var _ =
                        client.post(
                                "services/" + name + "/restart",
                                request.deepCopy().put("rolling", rolling));
            } else {
                var _ = client.post("replicas/" + name + "/restart", request);
            }
            terminal.say("restarting " + name);
        }
        return ExitCode.OK;
    }
}
