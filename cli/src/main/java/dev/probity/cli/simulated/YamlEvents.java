package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.OutputFormat;

import java.io.PrintStream;

/// As YAML, whose lists need no indentation: the parts one after the other are the whole.
final class YamlEvents implements EventDocument {
    private final PrintStream out;
    private boolean any;

    private YamlEvents(PrintStream out) {
        this.out = out;
    }

    static YamlEvents begin(PrintStream out, ObjectNode head) {
        out.print(Document.of(head, OutputFormat.YAML));
        return new YamlEvents(out);
    }

    @Override
    public void event(JsonNode event) {
        if (!any) {
            out.print("events:\n");
            any = true;
        }
        JsonNode list = JsonNodeFactory.instance.arrayNode().add(event);
        out.print(Document.of(list, OutputFormat.YAML));
    }

    @Override
    public void end(ObjectNode tail) {
        if (!any) {
            out.print("events: []\n");
        }
        out.print(Document.of(tail, OutputFormat.YAML));
    }
}
