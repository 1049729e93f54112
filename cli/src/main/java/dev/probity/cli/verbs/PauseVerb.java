package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;

@Command(
        name = "pause",
        description = "Pauses a probe of a replica: its verdict stays what it is.",
        footer = {
            "",
            "So that a debugger can stop a process without its being killed.",
            "",
            "Example:  probity pause web-1 liveness"
        })
final class PauseVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private ReplicaProbe probe = new ReplicaProbe();

    @Mixin private TargetOptions target = new TargetOptions();

    PauseVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var _ =
                target.connect(terminal)
                        .post(probe.path("pause"), JsonNodeFactory.instance.objectNode());
        terminal.say(
                "the %s probe of %s is paused; `probity resume %s %s` goes on with it"
                        .formatted(probe.type(), probe.replica(), probe.replica(), probe.type()));
        return ExitCode.OK;
    }
}
