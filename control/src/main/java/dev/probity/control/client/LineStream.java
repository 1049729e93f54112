package dev.probity.control.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer that comes line by line, for as long as something happens.
public final class LineStream implements AutoCloseable {
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final Connection connection;

    LineStream(Connection connection) {
        this.connection = connection;
    }

    /// Without its end; empty when the stream has ended.
    ///
    /// @throws SilentException when nothing came for longer than is allowed
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = connection.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of the answer does not end");
            }
            line.write(next);
            next = connection.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
