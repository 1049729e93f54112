package dev.probity.control.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a client is answered.
public sealed interface Reply {

    /// Beside those of its content; they win over the listener's own.
    Map<String, String> headers();

    /// The same, with more headers.
    Reply with(Map<String, String> more);

    /// @param body only read, and by duplicates: the same answer may be sent twice at once
    record Whole(int status, String contentType, ByteBuffer body, Map<String, String> headers)
            implements Reply {
        public Whole {
            headers = Map.copyOf(headers);
        }

        public Whole(int status, String contentType, String body) {
            this(
                    status,
                    contentType,
                    ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                    Map.of());
        }

        @Override
        public Whole with(Map<String, String> more) {
            return new Whole(status, contentType, body, joined(headers, more));
        }
    }

    /// An answer that is written while it happens, and that ends when the writing returns.
    record Streamed(String contentType, Writing writing, Map<String, String> headers)
            implements Reply {
        public Streamed {
            headers = Map.copyOf(headers);
        }

        public Streamed(String contentType, Writing writing) {
            this(contentType, writing, Map.of());
        }

        @Override
        public Streamed with(Map<String, String> more) {
            return new Streamed(contentType, writing, joined(headers, more));
        }
    }

    /// Runs on a thread of its own.
    @FunctionalInterface
    interface Writing {
        /// @throws IOException when the client has gone, or reads too slowly
        void to(BodyStream body) throws IOException, InterruptedException;
    }

    private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
