package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.simulated.ExplanationReport;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.explain.Explanation;
import dev.probity.spec.Resolved;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "explain",
        description =
                "Says what the probes of an application amount to: who asks what and when, how"
                        + " long a start may take, how long a hang goes unseen, when traffic stops"
                        + " and comes back, where each number came from; and draws a story of it.",
        footer = {
            "",
            "Two numbers, such as 20s to 30s, are the best and the worst case over the phase of a"
                    + " probe's ticks, which nobody chooses.",
            "",
            "Example:  probity explain samples/web-api",
            "          probity explain --only web --svg web.svg"
        })
final class ExplainVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = "--only",
            paramLabel = "SERVICE",
            split = ",",
            description = "Only these services.")
    private List<String> only = List.of();

    @Option(
            names = "--svg",
            paramLabel = "PATH",
            description =
                    "Draws the story into this file instead; with several services, a file for"
                            + " each.")
    private @Nullable Path svg;

    @Mixin private OutputOption output = new OutputOption();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    ExplainVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = file.find(terminal);
        Resolved resolved = Reports.need(path, reading.reader(terminal), terminal);
        List<Explanation> chosen =
                Explanation.of(resolved).stream()
                        .filter(each -> only.isEmpty() || only.contains(each.service().name()))
                        .toList();
        if (chosen.isEmpty()) {
            throw Failure.usage(
                    only.isEmpty()
                            ? "no service of " + path + " runs anything"
                            : "there is no service " + String.join(", ", only) + " in " + path);
        }
        new ExplanationReport(terminal, output.format())
                .print(chosen, Optional.ofNullable(svg).map(terminal.directory()::resolve));
        return ExitCode.OK;
    }
}
