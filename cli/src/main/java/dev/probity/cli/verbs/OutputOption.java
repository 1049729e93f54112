package dev.probity.cli.verbs;

import dev.probity.cli.terminal.OutputFormat;

import picocli.CommandLine.Option;

/// `-o`, on every verb that prints data.
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private OutputFormat format = OutputFormat.TABLE;

    OutputFormat format() {
        return format;
    }
}
