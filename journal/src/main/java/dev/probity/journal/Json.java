package dev.probity.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// The house's records as JSON on one line, and back.
///
/// A record is an object of its components. A value of a sealed interface is an object of one
/// member, named after its record: `{"Started":{"incarnation":{…}}}`. What is absent is left out.
/// The same value always gives the same text.
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Shapes SHAPES = new Shapes();

    private Json() {}

    /// @param type what the reader will ask for: a sealed interface, or a record
    public static <T> String write(Class<T> type, T value) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            SHAPES.of(type).write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a string refuses nothing", e);
        }
        return text.toString();
    }

    /// @throws IOException if the text is not JSON, or not of that type; the message says where
    public static <T> T read(Class<T> type, String text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            T value = type.cast(SHAPES.of(type).read(in));
            if (in.nextToken() != null) {
                throw Tokens.unreadable(in, "more text after the end");
            }
            return value;
        }
    }
}
