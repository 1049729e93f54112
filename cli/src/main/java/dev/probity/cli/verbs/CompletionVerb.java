package dev.probity.cli.verbs;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "completion",
        description = "Prints a script that teaches a shell to complete verbs and options.",
        footer = {
            "",
            "Example:  source <(probity completion bash)",
            "          probity completion fish > ~/.config/fish/completions/probity.fish"
        })
final class CompletionVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    CompletionVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine model = CommandModel.of(new RootCommand(), Verbs.all(), terminal);
        terminal.out()
                .print(
                        switch (shell) {
                            // The script serves both: in zsh it switches bash's way on first.
                            case BASH, ZSH -> AutoComplete.bash("probity", model);
                            case FISH -> FishCompletion.of(model);
                        });
        return ExitCode.OK;
    }
}
