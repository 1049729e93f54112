package dev.probity.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.function.Supplier;

/// Prints data in the form that was asked for.
public record Printer(Terminal terminal, OutputFormat format) {

    /// @param table what people are shown; made only when they are
    public void print(JsonNode data, Supplier<?> table) {
        if (format == OutputFormat.TABLE) {
            terminal.out().print(table.get());
        } else {
            terminal.out().print(Document.of(data, format));
        }
        terminal.out().flush();
    }
}
