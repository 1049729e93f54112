package dev.probity.control.client;

import java.io.IOException;

/// A request and its answer, both of which go on.
///
/// @param said for one thread
/// @param heard for one thread, which may be another one
public record Conversation(RequestStream said, LineStream heard) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        heard.close();
    }
}
