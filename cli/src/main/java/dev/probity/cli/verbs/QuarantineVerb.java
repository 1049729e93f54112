package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

@Command(
        name = "quarantine",
        description =
                "Keeps traffic from a replica without killing it, so that it can be looked at.",
        footer = {
            "",
            "Example:  probity quarantine web-2",
            "          probity quarantine web-2 --off"
        })
final class QuarantineVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "REPLICA", description = "Such as web-1, or an incarnation's name.")
    private String replica = "";

    @Option(names = "--off", description = "Ends it.")
    private boolean off;

    @Mixin private TargetOptions target = new TargetOptions();

    QuarantineVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var _ =
                target.connect(terminal)
                        .post(
                                "replicas/" + replica + "/quarantine",
                                JsonNodeFactory.instance.objectNode().put("on", !off));
        terminal.say(replica + (off ? " takes traffic again" : " takes no traffic any more"));
        return ExitCode.OK;
    }
}
