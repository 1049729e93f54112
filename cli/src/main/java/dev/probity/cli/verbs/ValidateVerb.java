package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.find.FileReader;
import dev.probity.cli.find.Reports;
import dev.probity.cli.find.SpecFiles;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.SpecReader.Reading;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Origin;
import dev.probity.spec.Resolved;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "validate",
        description = "Reads files and prints everything that is wrong with them, all at once.",
        footer = {
            "",
            "It exits with 2 when a file has an error; warnings and notes are no errors.",
            "",
            "Example:  probity validate probity.yaml other/tye.yaml"
        })
final class ValidateVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files, or the folders they are in (default: this folder).")
    private List<Path> files = List.of();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    @Mixin private OutputOption output = new OutputOption();

    ValidateVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        FileReader reader = reading.reader(terminal);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        StringBuilder text = new StringBuilder();
        boolean valid = true;
        for (Path path : paths()) {
            Reading outcome = reader.read(path);
            List<Diagnostic> diagnostics =
                    switch (outcome) {
                        case Reading.Good(Resolved resolved) -> resolved.diagnostics();
                        case Reading.Bad(List<Diagnostic> found) -> found;
                    };
            diagnostics.forEach(diagnostic -> all.add(json(diagnostic)));
            diagnostics.forEach(diagnostic -> text.append(diagnostic).append('\n'));
            terminal.say(path + " " + verdict(outcome));
            valid &= outcome instanceof Reading.Good;
        }
        new Printer(terminal, output.format()).print(all, () -> text);
        return valid ? ExitCode.OK : ExitCode.USAGE;
    }

    private List<Path> paths() {
        return files.isEmpty()
                ? List.of(SpecFiles.find(Optional.empty(), terminal.directory()))
                : files.stream()
                        .map(file -> SpecFiles.find(Optional.of(file), terminal.directory()))
                        .toList();
    }

    private static String verdict(Reading reading) {
        return switch (reading) {
            case Reading.Good(Resolved resolved) -> {
                int services = resolved.application().services().size();
                yield "is valid: " + services + (services == 1 ? " service" : " services");
            }
            case Reading.Bad(List<Diagnostic> found) -> "is not valid: " + Reports.count(found);
        };
    }

    private static ObjectNode json(Diagnostic diagnostic) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
                        .put("code", diagnostic.code())
                        .put("message", diagnostic.message());
        diagnostic.hint().ifPresent(hint -> json.put("hint", hint));
        if (diagnostic.origin() instanceof Origin.Position(String file, int line, int column)) {
            json.put("file", file).put("line", line).put("column", column);
        }
        return json;
    }
}
