package dev.probity.probes.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes the body of an answer up to a limit. More than that is not even read (R35), so an answer
/// that never ends costs no more than any other.
public final class ResponseBody {

    /// Go's limit for the line with a chunk's size.
    private static final int MAX_SIZE_LINE = 4096;

    /// As much as Go looks ahead for the end of the headers after the last chunk.
    private static final int MAX_TRAILER = 4096;

    /// Go's measure of chunk framing around the data; beyond it somebody wastes our time.
    private static final int MAX_OVERHEAD = 16 * 1024;

    private final int limit;
    private final boolean untilClose;
    private final boolean chunked;
    private State state = State.DATA;
    private long left;
    private byte[] bytes = new byte[0];
    private int length;
    private final Line line = new Line();
    private int overhead;
    private int trailer;

    private enum State {
        DATA,
        CHUNK_SIZE,
        CHUNK_END,
        TRAILER,
        COMPLETE
    }

    /// @param limit how many bytes are wanted
    public ResponseBody(ResponseHead.Framing framing, int limit) {
        this.limit = limit;
        untilClose = framing instanceof ResponseHead.Framing.UntilClose;
        chunked = framing instanceof ResponseHead.Framing.Chunked;
        switch (framing) {
            case ResponseHead.Framing.Length(long announced) -> left = announced;
            case ResponseHead.Framing.Chunked() -> state = State.CHUNK_SIZE;
            case ResponseHead.Framing.UntilClose() -> left = Long.MAX_VALUE;
        }
        if (limit == 0 || (state == State.DATA && left == 0)) {
            state = State.COMPLETE;
        }
    }

    /// Whether there is nothing more to wait for.
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    public void accept(byte[] from, int start, int end) throws MalformedAnswer {
        int position = start;
        while (position < end && state != State.COMPLETE) {
            if (state == State.DATA) {
                position = data(from, position, end);
            } else {
                int next = line.take(from, position, end);
                overhead += next - position;
                position = next;
                if (from[next - 1] == '\n') {
                    endOfLine();
                }
                checkOverhead();
            }
        }
    }

    private int data(byte[] from, int start, int end) {
        int count = (int) Math.min(Math.min(end - start, left), limit - length);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length + count, 2 * length)));
        }
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        left -= count;
        if (length == limit || (left == 0 && !chunked)) {
            state = State.COMPLETE;
        } else if (left == 0) {
            state = State.CHUNK_END;
        }
        return start + count;
    }

    private void endOfLine() throws MalformedAnswer {
        switch (state) {
            case CHUNK_SIZE -> {
                left = chunkSize();
                // A little framing is due to each chunk, in proportion to what it brings.
                overhead = (int) Math.max(0, overhead - 16 - 2 * Math.min(left, MAX_OVERHEAD));
                state = left == 0 ? State.TRAILER : State.DATA;
            }
            case CHUNK_END -> {
                if (line.length() > 0) {
                    throw new MalformedAnswer("malformed chunked encoding");
                }
                state = State.CHUNK_SIZE;
            }
            case TRAILER -> {
                trailer += line.length() + 2;
                if (line.length() == 0) {
                    state = State.COMPLETE;
                }
            }
            case DATA, COMPLETE -> {}
        }
        line.clear();
    }

    private void checkOverhead() throws MalformedAnswer {
        if (state == State.CHUNK_SIZE && line.length() >= MAX_SIZE_LINE) {
            throw new MalformedAnswer("header line too long");
        }
        if (state == State.TRAILER && trailer + line.length() > MAX_TRAILER) {
            throw new MalformedAnswer("http: suspiciously long trailer after chunked body");
        }
        if (state == State.CHUNK_END && line.length() > 0) {
            throw new MalformedAnswer("malformed chunked encoding");
        }
        if (overhead > MAX_OVERHEAD) {
            throw new MalformedAnswer("chunked encoding contains too much non-data");
        }
    }

    /// Hexadecimal digits, and perhaps extensions after a semicolon, which nobody reads.
    private long chunkSize() throws MalformedAnswer {
        byte[] digits = line.bytes();
        int end = 0;
        while (end < line.length() && digits[end] != ';') {
            end++;
        }
        while (end > 0 && (digits[end - 1] == ' ' || digits[end - 1] == '\t')) {
            end--;
        }
        if (end == 0) {
            throw new MalformedAnswer("empty hex number for chunk length");
        }
        long size = 0;
        for (int i = 0; i < end; i++) {
            int digit = Character.digit(digits[i], 16);
            if (digit < 0) {
                throw new MalformedAnswer("invalid byte in chunk length");
            }
            if (i == 15) {
                throw new MalformedAnswer("http chunk length too large");
            }
            size = size * 16 + digit;
        }
        return size;
    }

    /// The connection ended: fine where that is how a body ends.
    public void ended() throws MalformedAnswer {
        if (state == State.COMPLETE || untilClose) {
            state = State.COMPLETE;
            return;
        }
        throw new MalformedAnswer(
                state == State.TRAILER ? "http: unexpected EOF reading trailer" : "unexpected EOF");
    }

    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
