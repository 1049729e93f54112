package dev.probity.cli.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `probity` itself: what all verbs share.
@Command(
        name = "probity",
        description =
                "Runs services and lets traffic reach only the healthy ones, with probes that"
                        + " mean what they mean to a kubelet.",
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "VERB")
public final class RootCommand {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Shows stack traces of failures and the log of the libraries.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this text.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    public boolean isDebug() {
        return debug;
    }
}
