package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

@Command(
        name = "force",
        description =
                "Pretends a verdict of a replica's probe for a while; its attempts go on and are"
                        + " shown.",
        footer = {
            "",
            "A forced failure of liveness or startup kills the replica, as a real one does.",
            "",
            "Example:  probity force web-1 readiness failing --for 30s"
        })
final class ForceVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private ReplicaProbe probe = new ReplicaProbe();

    @Parameters(index = "2", paramLabel = "VERDICT", description = "passing, failing or unknown.")
    private String verdict = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = DurationOption.class,
            description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration expiry = Duration.ofMinutes(1);

    @Mixin private TargetOptions target = new TargetOptions();

    ForceVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var _ =
                target.connect(terminal)
                        .post(
                                probe.path("force"),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("verdict", verdict)
                                        .put("seconds", expiry.toMillis() / 1e3));
        return ExitCode.OK;
    }
}
