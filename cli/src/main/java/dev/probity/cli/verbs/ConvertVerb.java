package dev.probity.cli.verbs;

import dev.probity.cli.find.FileReader;
import dev.probity.cli.find.Reports;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.dialects.Conversion;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.Loss;
import dev.probity.dialects.Writer;
import dev.probity.simulator.Comparison;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "convert",
        description =
                "Writes a file in the language of another tool, every number written out, and says"
                        + " what is lost: which field, why, and what comes of it.",
        footer = {
            "",
            "The file goes to standard output, what is lost to standard error. It exits with 1 when"
                    + " a probe, or what is run, is among it; the file is written all the same.",
            "",
            "Example:  probity convert tye.yaml --to probity > probity.yaml",
            "          probity convert recipe.json --to truefoundry"
        })
final class ConvertVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIALECT",
            description =
                    "The other language: probity, kubernetes, tye, gradient, truefoundry or"
                            + " blueprint.")
    private String to = "";

    @Option(
            names = "--as-observed",
            description =
                    "Writes the numbers that make probes act as the original program acted, where"
                        + " it did something else than it documents: Tye acted one result late.")
    private boolean asObserved;

    @Option(
            names = "--check",
            description =
                    "Reads the written file again, simulates both over the standard behaviours, and"
                            + " names the first moment at which a probe acts differently.")
    private boolean check;

    @Mixin private ReadingOptions reading = new ReadingOptions();

    ConvertVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Writer writer = writer();
        Path path = file.find(terminal);
        FileReader reader = reading.reader(terminal);
        Application read = Reports.need(path, reader, terminal).application();
        Application application = asObserved ? reader.dialect(path).observed(read) : read;
        Conversion conversion = writer.write(application);
        terminal.out().print(conversion.text());
        terminal.out().flush();
        int code = report(conversion.losses());
        return check ? Math.max(code, checked(application, conversion.text())) : code;
    }

    /// Whether probes act at the same times on both sides.
    private int checked(Application application, String text) {
        Optional<Resolved> again =
                Dialects.read(
                                ReadingOptions.named(to),
                                new Source("the written file", text),
                                application.directory(),
                                Surroundings.with(terminal.environment()))
                        .resolved();
        if (again.isEmpty()) {
            terminal.say("check: the written file cannot be read until what is lost is added");
            return ExitCode.FAILED;
        }
        Optional<Comparison.Difference> difference =
                Comparison.firstDifference(application, again.get().application());
        terminal.say(
                "check: "
                        + difference
                                .map(Comparison.Difference::toString)
                                .orElse("probes act at the same times on both sides"));
        return difference.isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private Writer writer() {
        Dialect dialect = ReadingOptions.named(to);
        return dialect.writer()
                .orElseThrow(() -> {
                    List<String> names =
                            Dialects.all().stream()
                                    .filter(each -> each.writer().isPresent())
                                    .map(Dialect::name)
                                    .toList();
                    return Failure.usage(
                            to
                                    + " files are read and not written; "
                                    + Spelling.hint(to, names)
                                            .orElse("there are " + String.join(", ", names)));
                });
    }

    private int report(List<Loss> losses) {
        losses.forEach(loss -> terminal.err().println(loss));
        long lost = losses.stream().filter(loss -> loss.severity() != Severity.NOTE).count();
        terminal.say(
                lost == 0
                        ? "nothing is lost"
                        : lost + (lost == 1 ? " thing is lost" : " things are lost"));
        boolean acts = losses.stream().anyMatch(loss -> loss.severity() == Severity.ERROR);
        return acts ? ExitCode.FAILED : ExitCode.OK;
    }
}
