package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.cli.find.Reports;
import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.spec.Resolved;
import dev.probity.spec.yaml.ProbityYaml;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "config",
        description =
                "Prints a file as it is acted on, in the language of probity.yaml: every default"
                        + " written out, every variable replaced, values that look like secrets"
                        + " masked.",
        footer = {"", "Example:  probity config samples/web-api --origin"})
final class ConfigVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = "--origin",
            description = "Adds where each value came from: file:line:column, or whose default.")
    private boolean origin;

    @Mixin private ReadingOptions reading = new ReadingOptions();

    @Mixin private OutputOption output = new OutputOption();

    ConfigVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = file.find(terminal);
        Resolved resolved = Reports.need(path, reading.reader(terminal), terminal);
        String yaml = origin ? ProbityYaml.writeWithOrigins(resolved) : ProbityYaml.write(resolved);
        if (output.format() == OutputFormat.JSON) {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            JsonNode json = new ObjectMapper().valueToTree(tree);
            terminal.out().print(Document.of(json, OutputFormat.JSON));
        } else {
            terminal.out().print(yaml);
        }
        return ExitCode.OK;
    }
}
