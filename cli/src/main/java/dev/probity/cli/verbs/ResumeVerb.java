package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;

@Command(
        name = "resume",
        description = "Goes on with a probe of a replica that was paused.",
        footer = {"", "Example:  probity resume web-1 liveness"})
final class ResumeVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private ReplicaProbe probe = new ReplicaProbe();

    @Mixin private TargetOptions target = new TargetOptions();

    ResumeVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var _ =
                target.connect(terminal)
                        .post(probe.path("resume"), JsonNodeFactory.instance.objectNode());
        return ExitCode.OK;
    }
}
