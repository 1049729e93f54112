package dev.probity.cli.verbs;

import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.WordOption;

import picocli.CommandLine;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The command line as picocli knows it: parsing, help, completion and the reference page are made
/// of it.
public final class CommandModel {
    private static final int HELP_WIDTH = 90; // columns; fits beside another window

    private CommandModel() {}

    /// @param verbs those that are wanted: each costs a look at all of its fields
    public static CommandLine of(RootCommand root, List<Verb> verbs, Terminal terminal) {
        CommandLine model = new CommandLine(root);
        for (Verb verb : verbs) {
            model.addSubcommand(verb.name(), verb.command().apply(terminal));
        }
        CommandLine.Help.Ansi ansi =
                terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
        return model.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setUsageHelpWidth(HELP_WIDTH)
                .registerConverter(Condition.class, new WordOption<>(Condition.values()))
                .registerConverter(OutputFormat.class, new WordOption<>(OutputFormat.values()))
                .registerConverter(DryRun.class, new WordOption<>(DryRun.values()))
                .registerConverter(Shell.class, new WordOption<>(Shell.values()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
