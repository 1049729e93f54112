package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.find.SpecFiles;
import dev.probity.cli.simulated.ReplayReport;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.replay.Recording;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "replay",
        description =
                "Plays the journal of a real run once more. Alone it shows the run, and proves"
                        + " that the engine still does the same. With another file it says what"
                        + " would have differed.",
        footer = {
            "",
            "The record answers for the processes, as long as each lives as it did: from where it"
                    + " does not, a replica's lines are marked with ?, and the reason is told.",
            "",
            "Example:  probity replay ~/.local/state/probity/web-api-1a2b3c4d",
            "          probity replay journal-000001.jsonl --with changed.yaml"
        })
final class ReplayVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "JOURNAL",
            description =
                    "A file journal-NNNNNN.jsonl, a folder of those, or an application's state"
                            + " directory.")
    private @Nullable Path journal;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description = "Plays it with this application in place of the recorded one.")
    private @Nullable Path other;

    @Mixin private OutputOption output = new OutputOption();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    ReplayVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (journal == null) {
            throw Failure.usage("which journal?");
        }
        List<Path> segments = Recording.segments(terminal.directory().resolve(journal));
        ReplayReport report = new ReplayReport(terminal, output.format());
        if (other == null) {
            return report.again(segments) ? ExitCode.OK : ExitCode.FAILED;
        }
        Path file = SpecFiles.find(Optional.of(other), terminal.directory());
        Application application =
                Reports.need(file, reading.reader(terminal), terminal).application();
        report.with(application, segments);
        return ExitCode.OK;
    }
}
