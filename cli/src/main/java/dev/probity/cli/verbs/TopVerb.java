package dev.probity.cli.verbs;

import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.top.Top;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

@Command(
        name = "top",
        description =
                "Shows all replicas in the terminal, again and again: state, restarts, use of the"
                        + " machine, traffic and probes. Enter looks at one more closely.",
        footer = {
            "",
            "Keys: up and down (or k and j) choose, Enter looks closer, Esc goes back, + and - show"
                    + " more or less time, q leaves. Into a pipe it prints one frame.",
            "",
            "Example:  probity top",
            "          probity top | grep -v ready"
        })
final class TopVerb implements Callable<Integer> {
    private static final Duration LEAST = Duration.ofMillis(100);

    private final Terminal terminal;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = DurationOption.class,
            description = "How long from one look to the next (default: ${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(names = "--once", description = "Prints one frame, also on a terminal.")
    private boolean once;

    @Mixin private TargetOptions target = new TargetOptions();

    TopVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (interval.compareTo(LEAST) < 0) {
            throw Failure.usage("--interval is less than 100ms, which no eye follows");
        }
        Top top = new Top(target.connect(terminal), terminal, interval);
        if (once || !terminal.interactive() || !top.run()) {
            top.printOnce();
        }
        return ExitCode.OK;
    }
}
