package dev.probity.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;

/// How the values of one type look in JSON.
///
/// @param <T> the type
interface Shape<T> {
    void write(T value, JsonGenerator out) throws IOException;

    /// Called with the parser on the value's first token; leaves it on the value's last one.
    T read(JsonParser in) throws IOException;
}
