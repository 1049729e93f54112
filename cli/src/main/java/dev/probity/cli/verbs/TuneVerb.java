package dev.probity.cli.verbs;

import dev.probity.cli.simulated.TuningReport;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.replay.Recording;
import dev.probity.simulator.tune.Measurements;
import dev.probity.simulator.tune.Tuning;
import dev.probity.spec.Application;

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
        name = "tune",
        description =
                "Proposes startup and liveness numbers from journals of real runs: how long starts"
                        + " and answers took, and what they would exceed with a stated risk.",
        footer = {
            "",
            "A sample with fewer values than 1/RISK is called small: then the bound is a guess, a"
                    + " log-normal distribution laid over it, and half more than the longest at"
                    + " least.",
            "",
            "Example:  probity tune --risk 0.01 ~/.local/state/probity/web-api-1a2b3c4d"
        })
final class TuneVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "JOURNAL",
            arity = "1..*",
            description =
                    "Files journal-NNNNNN.jsonl, folders of those, or state directories, all of"
                            + " one application.")
    private List<Path> journals = List.of();

    @Option(
            names = "--risk",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description =
                    "The share of healthy starts that may be killed, 0.0001 to 0.5 (default:"
                            + " ${DEFAULT-VALUE}).")
    private double risk;

    @Mixin private OutputOption output = new OutputOption();

    TuneVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!(risk >= 0.0001 && risk <= 0.5)) {
            throw Failure.usage("--risk is " + risk + "; it can be 0.0001 to 0.5");
        }
        Measurements measured = new Measurements();
        Optional<Application> application = Optional.empty();
        for (Path journal : journals) {
            List<Path> segments = Recording.segments(terminal.directory().resolve(journal));
            Recording recording = Recording.read(segments, measured);
            if (recording.application().isPresent()) {
                application = recording.application();
            }
        }
        if (application.isEmpty()) {
            throw Failure.of("no application was applied in these journals");
        }
        List<Tuning> all = Tuning.of(application.get(), measured, risk);
        new TuningReport(terminal, output.format(), risk).print(all, application.get());
        return ExitCode.OK;
    }
}
