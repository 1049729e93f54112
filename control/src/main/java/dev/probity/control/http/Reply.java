package dev.probity.control.http;

import java.io.IOException;

/// What a client is answered.
public sealed interface Reply {

    record Whole(int status, String contentType, String body) implements Reply {}

    /// An answer that is written while it happens, and that ends when the writing returns.
    record Streamed(String contentType, Writing writing) implements Reply {}

    /// Runs on a thread of its own.
    @FunctionalInterface
    interface Writing {
        /// @throws IOException when the client has gone, or reads too slowly
        void to(BodyStream body) throws IOException, InterruptedException;
    }
}
