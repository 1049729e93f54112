package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.VersionText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "version",
        description = "Prints the version of Probity and of the Java that runs it.")
final class VersionVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private OutputOption output = new OutputOption();

    VersionVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (output.format() == OutputFormat.TABLE) {
            terminal.out().println(VersionText.ofThisBuild());
            return ExitCode.OK;
        }
        ObjectNode version =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", VersionText.number())
                        .put("java", Runtime.version().toString())
                        .put("platform", VersionText.platform());
        terminal.out().print(Document.of(version, output.format()));
        return ExitCode.OK;
    }
}
