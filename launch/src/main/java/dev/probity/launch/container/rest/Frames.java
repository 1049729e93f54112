package dev.probity.launch.container.rest;

import dev.probity.launch.Output;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// An answer that carries a program's two streams: frames with a head of eight bytes, which are the
/// stream's number, three zeros and the length.
public final class Frames {
    private static final int HEAD = 8;

    /// Engines cut lines at 16 KiB and what a command writes at 32 KiB.
    private static final int LARGEST = 1 << 20;

    private final Exchange exchange;
    private byte[] bytes = {};
    private int at;
    private Output stream = Output.STDOUT;
    private byte[] content = {};

    public Frames(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Moves on to the next frame; false at the end.
    ///
    /// @param limit how long to wait for it
    public boolean next(Duration limit) throws EngineProblem {
        if (!has(HEAD, limit)) {
            return false;
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int length = head.getInt(at + 4);
        if (length < 0 || length > LARGEST) {
            throw EngineProblem.noAnswer("the container engine's output has no frames");
        }
        if (!has(HEAD + length, limit)) {
            return false;
        }
        stream = bytes[at] == 2 ? Output.STDERR : Output.STDOUT;
        content = Arrays.copyOfRange(bytes, at + HEAD, at + HEAD + length);
        at += HEAD + length;
        return true;
    }

    /// What the frame was written to.
    public Output stream() {
        return stream;
    }

    public byte[] content() {
        return content;
    }

    private boolean has(int count, Duration limit) throws EngineProblem {
        while (bytes.length - at < count) {
            Optional<byte[]> more = exchange.read(limit);
            if (more.isEmpty()) {
                return false;
            }
            int left = bytes.length - at;
            byte[] joined = new byte[left + more.get().length];
            System.arraycopy(bytes, at, joined, 0, left);
            System.arraycopy(more.get(), 0, joined, left, more.get().length);
            bytes = joined;
            at = 0;
        }
        return true;
    }
}
