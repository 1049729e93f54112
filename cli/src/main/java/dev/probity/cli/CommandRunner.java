package dev.probity.cli;

import dev.probity.cli.logging.LibraryLogs;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.verbs.CommandModel;
import dev.probity.cli.verbs.RootCommand;
import dev.probity.cli.verbs.Verb;
import dev.probity.cli.verbs.Verbs;

import picocli.CommandLine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Runs one command line and turns every way it can end into an exit code.
final class CommandRunner {
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
        if (words.size() == 2 && arguments.length == 2 && words.getFirst().equals("run")) {
            return runPlainly(Path.of(words.getLast()));
        }
        return Verbs.named(words.getFirst())
                .map(verb -> execute(verb, arguments))
                .orElseGet(() -> problems.unknownVerb(words.getFirst()));
    }

    /// Somebody waits for the first replica: without options there is nothing to parse, and the
    /// parser's reflection takes longer than reading the file and starting the engine.
    private int runPlainly(Path file) {
        try {
            return Verbs.run(file, terminal).call();
        } catch (Exception e) {
            return problems.failed(e);
        }
    }

    /// Only the verb that is asked for is looked at: reflection over all of them takes longer than
    /// most of them run.
    private int execute(Verb verb, String... arguments) {
        if (Arrays.asList(arguments).contains("--debug")) {
            LibraryLogs.debug();
        }
        return model(List.of(verb)).execute(arguments);
    }

    private int overview(String... arguments) {
        CommandLine everything = model(Verbs.all());
        if (arguments.length > 0) {
            return everything.execute(arguments);
        }
        everything.usage(everything.getOut());
        return ExitCode.OK;
    }

    private CommandLine model(List<Verb> verbs) {
        return CommandModel.of(root, verbs, terminal)
                .setExecutionExceptionHandler((e, command, parsed) -> problems.failed(e))
                .setParameterExceptionHandler((e, words) -> problems.misunderstood(e));
    }
}
