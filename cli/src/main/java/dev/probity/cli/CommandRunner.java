package dev.probity.cli;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.verbs.RootCommand;
import dev.probity.cli.verbs.Verb;
import dev.probity.cli.verbs.Verbs;

import picocli.CommandLine;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Runs one command line and turns every way it can end into an exit code.
final class CommandRunner {
    private static final int HELP_WIDTH = 90; // columns; fits beside another window

    private final Terminal terminal;
    private final RootCommand root = new RootCommand();
    private final Problems problems;

    CommandRunner(Terminal terminal) {
        this.terminal = terminal;
        this.problems = new Problems(terminal, root);
    }

    int run(String... arguments) {
        List<String> words =
                Arrays.stream(arguments).filter(argument -> !argument.startsWith("-")).toList();
        if (words.isEmpty()) {
            return overview(arguments);
        }
        if (words.getFirst().equals("help")) {
            return words.size() == 1 ? overview() : run(words.get(1), "--help");
        }
        return Verbs.named(words.getFirst())
                // Only the verb that is asked for is looked at: reflection over all of them takes
                // longer than most of them run.
                .map(verb -> commandLine(List.of(verb)).execute(arguments))
                .orElseGet(() -> problems.unknownVerb(words.getFirst()));
    }

    private int overview(String... arguments) {
        CommandLine everything = commandLine(Verbs.all());
        if (arguments.length > 0) {
            return everything.execute(arguments);
        }
        everything.usage(everything.getOut());
        return ExitCode.OK;
    }

    /// The model of the command line, which help, completion and the reference page are made of.
    CommandLine commandLine(List<Verb> verbs) {
        CommandLine commandLine = new CommandLine(root);
        for (Verb verb : verbs) {
            commandLine.addSubcommand(verb.name(), verb.command().apply(terminal));
        }
        return commandLine
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
                .setExecutionExceptionHandler((e, command, parsed) -> problems.failed(e))
                .setParameterExceptionHandler((e, words) -> problems.misunderstood(e));
    }

    private CommandLine.Help.Ansi ansi() {
        return terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
