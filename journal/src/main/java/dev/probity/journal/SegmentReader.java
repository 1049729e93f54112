package dev.probity.journal;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads one segment, line by line. A torn last line is no line: the writer died over it.
public final class SegmentReader implements AutoCloseable {
    private static final int LONGEST = 64 << 20; // bounds what a file that is no journal takes

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final String name;
    private int number;

    SegmentReader(InputStream in, String name) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.name = name;
    }

    public static SegmentReader of(Path segment) throws IOException {
        return new SegmentReader(Files.newInputStream(segment), segment.toString());
    }

    /// The segments of a journal's folder, oldest first.
    public static List<Path> segments(Path directory) throws IOException {
        return new Segments(directory).all();
    }

    /// @throws IOException with file and line, if a whole line is not what the journal writes
    public Optional<Line> next() throws IOException {
        Optional<String> text = wholeLine();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        number++;
        try {
            return Optional.of(Json.read(Line.class, text.get()));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    name + ":" + number + " is no line of a journal: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IOException(name + ":" + number + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> wholeLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() == LONGEST) {
                throw new IOException(
                        name + ":" + (number + 1) + " is no line of a journal: it has no end");
            }
            line.write(octet);
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
