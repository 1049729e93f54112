package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.find.SpecFiles;
import dev.probity.cli.simulated.LintReport;
import dev.probity.cli.simulated.Sarif;
import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.lint.Finding;
import dev.probity.simulator.lint.Healthy;
import dev.probity.simulator.lint.Lint;
import dev.probity.simulator.lint.Rule;
import dev.probity.spec.diagnostics.Spelling;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "lint",
        description =
                "Looks for schedules in which the probes of an application do harm: a healthy"
                        + " replica is killed, a dead one keeps traffic, a roll-out waits. Each"
                        + " finding comes with the smallest such schedule; without one there is no"
                        + " finding.",
        footer = {
            "",
            "It exits with 1 when there are findings. The options say what a healthy replica may"
                    + " do; docs/reference/lint.md has the rules.",
            "",
            "Example:  probity lint samples/web-api --loads-in 90s",
            "          probity lint --fix",
            "          probity lint --explain pause-is-killed"
        })
final class LintVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The file, or the folder it is in (default: this folder).")
    private @Nullable Path file;

    @Option(names = "--fix", description = "Proposes numbers, and shows that they help.")
    private boolean fix;

    @Option(
            names = "--explain",
            paramLabel = "RULE",
            description = "Says what a rule is about instead.")
    private @Nullable String rule;

    @Option(names = "--sarif", description = "Prints SARIF 2.1.0, for code scanning.")
    private boolean sarif;

    @Option(
            names = "--loads-in",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationOption.class,
            description = "How long a healthy start may take (default: ${DEFAULT-VALUE}).")
    private Duration loadsIn = Healthy.USUAL.loadsIn();

    @Option(
            names = "--answers-in",
            paramLabel = "DURATION",
            defaultValue = "0.9s",
            converter = DurationOption.class,
            description = "How long a healthy answer may take (default: ${DEFAULT-VALUE}).")
    private Duration answersIn = Healthy.USUAL.answersIn();

    @Option(
            names = "--pause",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = DurationOption.class,
            description = "How long a healthy replica may pause (default: ${DEFAULT-VALUE}).")
    private Duration pause = Healthy.USUAL.pause();

    @Option(
            names = "--outage",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = DurationOption.class,
            description = "How long a dependency may be away (default: ${DEFAULT-VALUE}).")
    private Duration outage = Healthy.USUAL.outage();

    @Option(
            names = "--notice",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = DurationOption.class,
            description = "How long a dead replica may take traffic (default: ${DEFAULT-VALUE}).")
    private Duration notice = Healthy.USUAL.notice();

    @Mixin private OutputOption output = new OutputOption();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    LintVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (rule != null) {
            terminal.out().print(LintReport.explanation(named(rule)));
            return ExitCode.OK;
        }
        Healthy healthy = healthy();
        Path path = SpecFiles.find(Optional.ofNullable(file), terminal.directory());
        List<Finding> findings =
                Lint.of(Reports.need(path, reading.reader(terminal), terminal), healthy);
        if (sarif) {
            terminal.out().print(Sarif.of(findings));
        } else {
            new LintReport(terminal, output.format(), fix).print(findings);
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Healthy healthy() {
        for (Duration length : List.of(loadsIn, answersIn, pause, outage, notice)) {
            if (length.isZero() || length.compareTo(Duration.ofHours(1)) > 0) {
                throw Failure.usage("lengths of time here can be 1ms to 1h");
            }
        }
        return new Healthy(loadsIn, answersIn, pause, outage, notice);
    }

    private static Rule named(String id) {
        return Rule.named(id)
                .orElseThrow(() ->
                        Failure.usage(
                                "there is no rule \""
                                        + id
                                        + "\""
                                        + Spelling.nearest(id, Rule.ids())
                                                .map(near -> "; did you mean \"" + near + "\"?")
                                                .orElse("")
                                        + "; there are "
                                        + String.join(", ", Rule.ids())));
    }
}
