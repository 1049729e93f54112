package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Terminal;
import dev.probity.conformance.ConformanceRunner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "conformance",
        description =
                "Runs files of kubelet cases against this program: a line for each case that"
                        + " fails, then `N passed, N failed`.",
        footer = {
            "",
            "It exits with 1 when a case failed, and with 2 when a file cannot be read.",
            "",
            "Example:  probity conformance cases.json validation.json"
        })
final class ConformanceVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Case files.")
    private List<Path> files = List.of();

    ConformanceVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Path> paths = files.stream().map(terminal.directory()::resolve).toList();
        return new ConformanceRunner().run(paths, terminal.out());
    }
}
