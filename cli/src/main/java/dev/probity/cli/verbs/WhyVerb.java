package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

@Command(
        name = "why",
        description = "Says why a service is as it is: one paragraph, with the evidence in it.",
        footer = {
            "",
            "It looks at states, streaks and the last failures of probes, exits and back-off, unmet"
                    + " dependencies, and whether the replicas listen where they were told to.",
            "",
            "Example:  probity why web"
        })
final class WhyVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SERVICE", description = "The service's name.")
    private String service = "";

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    WhyVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode why = target.connect(terminal).get("services/" + service + "/why");
        new Printer(terminal, output.format()).print(why, () -> why.path("text").asText() + "\n");
        return ExitCode.OK;
    }
}
