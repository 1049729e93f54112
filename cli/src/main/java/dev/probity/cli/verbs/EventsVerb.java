package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.EventStream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "events",
        description = "Prints what has happened, as `run` does.",
        footer = {
            "",
            "With -o json there is one object on each line; `number` counts the events of a run and"
                    + " can be given to --after.",
            "",
            "Example:  probity events -f --all -o json"
        })
final class EventsVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what happens, until the application ends.")
    private boolean follow;

    @Option(names = "--all", description = "Also what `run` has no line for.")
    private boolean all;

    @Option(
            names = "--after",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Only events of a higher number (default: ${DEFAULT-VALUE}).")
    private long after;

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    EventsVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (EventStream events = target.connect(terminal).events(after, follow)) {
            for (Optional<JsonNode> event = events.next();
                    event.isPresent() && !terminal.out().checkError();
                    event = events.next()) {
                print(event.get());
            }
        }
        return ExitCode.OK;
    }

    private void print(JsonNode event) {
        if (!all && !event.has("line")) {
            return;
        }
        terminal.out().print(text(event));
        terminal.out().flush();
    }

    private String text(JsonNode event) {
        return switch (output.format()) {
            case TABLE -> event.has("line") ? event.path("line").asText() + "\n" : event + "\n";
            case JSON -> event + "\n";
            case YAML -> "---\n" + Document.of(event, OutputFormat.YAML);
        };
    }
}
