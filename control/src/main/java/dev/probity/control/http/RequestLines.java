package dev.probity.control.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The body of a request that goes on while it is answered: lines, for one thread that takes them.
/// A client that says more than is taken has to wait.
public final class RequestLines {
    public static final String CONTENT_TYPE = "application/x-ndjson";

    private static final int MOST_WAITING = 128 * 1024; // bytes; one read more at most
    private static final int LONGEST = 256 * 1024; // bytes

    /// How long a client may take to see that it is answered already.
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private final Channel channel;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>(); // bounded by not reading
    private final AtomicInteger waiting = new AtomicInteger(); // bytes

    // Both of the taking thread.
    private byte[] bytes = {};
    private int at;

    // Both of the event loop.
    private boolean ended;
    private boolean left;

    private sealed interface Part {
        final class Bytes implements Part {
            private final byte[] content;

            Bytes(byte[] content) {
                this.content = content;
            }
        }

        record End() implements Part {}

        record Broken() implements Part {}
    }

    RequestLines(Channel channel) {
        this.channel = channel;
    }

    /// The next line, without its end; empty when there is none any more.
    ///
    /// @param limit how long to wait for more of it
    /// @throws IOException when the client has gone or says nothing
    public Optional<String> next(Duration limit) throws IOException, InterruptedException {
        var line = new ByteArrayOutputStream();
        while (line.size() <= LONGEST) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            line.write(bytes, at, end - at);
            if (end < bytes.length) {
                at = end + 1;
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (!more(limit)) {
                at = bytes.length;
                return line.size() == 0
                        ? Optional.empty()
                        : Optional.of(line.toString(StandardCharsets.UTF_8));
            }
        }
        throw new IOException("a line of the request is longer than " + LONGEST + " bytes");
    }

    /// @return false at the end, however often it is asked for
    private boolean more(Duration limit) throws IOException, InterruptedException {
        Part part = parts.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        return switch (part) {
            case null ->
                    throw new IOException(
                            "nothing more of the request came for " + limit.toSeconds() + " s");
            case Part.Bytes more -> {
                bytes = more.content;
                at = 0;
                taken(bytes.length);
                yield true;
            }
            case Part.End end -> {
                parts.add(end);
                yield false;
            }
            case Part.Broken _ -> throw new EOFException("the client has gone");
        };
    }

    private void taken(int count) {
        int before = waiting.getAndAdd(-count);
        if (before > MOST_WAITING && before - count <= MOST_WAITING) {
            try {
                channel.eventLoop().execute(() -> channel.config().setAutoRead(true));
            } catch (RejectedExecutionException _) {
                // the listener has been closed, and nothing more comes
            }
        }
    }

    /// On the event loop, as all that follows.
    void add(ByteBuf content) {
        int count = content.readableBytes();
        if (count > 0 && !left) {
            parts.add(new Part.Bytes(ByteBufUtil.getBytes(content)));
            if (waiting.addAndGet(count) > MOST_WAITING) {
                channel.config().setAutoRead(false);
            }
        }
    }

    void end() {
        ended = true;
        parts.add(new Part.End());
        if (left) {
            var _ = channel.close();
        }
    }

    void breakOff() {
        parts.add(new Part.Broken());
    }

    /// Ends the connection behind the answer. Not while the client still speaks: systems take what
    /// it has not read yet away from it then.
    void leave() {
        left = true;
        parts.clear();
        channel.config().setAutoRead(true);
        if (ended) {
            var _ = channel.close();
        } else {
            var _ =
                    channel.eventLoop()
                            .schedule(
                                    () -> {
                                        var _ = channel.close();
                                    },
                                    LINGERING.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }
}
