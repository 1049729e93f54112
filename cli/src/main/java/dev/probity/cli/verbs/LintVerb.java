package dev.probity.cli.verbs;

import dev.probity.cli.find.FileReader;
import dev.probity.cli.find.Reports;
import dev.probity.cli.simulated.LintReport;
import dev.probity.cli.simulated.Patch;
import dev.probity.cli.simulated.Sarif;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.SpecReader.Reading;
import dev.probity.simulator.lint.Finding;
import dev.probity.simulator.lint.Healthy;
import dev.probity.simulator.lint.Lint;
import dev.probity.simulator.lint.Rule;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Spelling;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = "--fix",
            description =
                    "Proposes numbers, shows that they help, and prints a patch for those that"
                            + " stand in the file.")
    private boolean fix;

    @Option(
            names = "--explain",
            paramLabel = "RULE",
            description = "Says what a rule is about instead.")
    private @Nullable String rule;

    @Option(names = "--sarif", description = "Prints SARIF 2.1.0, for code scanning.")
    private boolean sarif;

    @Mixin private HealthyOptions healthy = new HealthyOptions();

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
        Healthy may = healthy.read();
        Path path = file.find(terminal);
        FileReader reader = reading.reader(terminal);
        Resolved resolved = Reports.need(path, reader, terminal);
        List<Finding> findings = Lint.of(resolved, may);
        if (sarif) {
            terminal.out().print(Sarif.of(findings));
        } else {
            new LintReport(terminal, output.format(), fix).print(findings);
            if (fix && output.format() == OutputFormat.TABLE) {
                patch(path, reader, resolved, findings, may);
            }
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /// The file with the numbers that stand in it changed, and what is found in it then.
    private void patch(
            Path path, FileReader reader, Resolved resolved, List<Finding> findings, Healthy may)
            throws IOException {
        Patch patch = Patch.of(reader.shown(path), reader.text(path), findings, resolved.origins());
        if (patch.isEmpty()) {
            return;
        }
        terminal.out().print(patch.text());
        terminal.out().flush();
        if (reader.read(path, patch.after()) instanceof Reading.Good(Resolved patched)) {
            int left = Lint.of(patched, may).size();
            terminal.say(
                    "with this patch, which `patch -p0` applies, "
                            + (left == 0 ? "nothing is found" : left + " of them are left"));
        }
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
