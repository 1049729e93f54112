package dev.probity.control.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.control.http.Json;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/// The events of a run, one after the other.
public final class EventStream implements AutoCloseable {
    private static final String DATA = "data: ";

    private final LineStream lines;

    EventStream(LineStream lines) {
        this.lines = lines;
    }

    /// The next event; empty when there is none any more.
    public Optional<JsonNode> next() throws IOException {
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().startsWith(DATA)) {
                    return Optional.of(Json.read(line.get().substring(DATA.length())));
                }
            }
            return Optional.empty();
        } catch (EOFException _) {
            return Optional.empty(); // Probity has ended
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
