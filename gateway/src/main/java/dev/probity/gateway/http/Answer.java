package dev.probity.gateway.http;

import dev.probity.gateway.wire.Body;
import dev.probity.gateway.wire.HeadBytes;
import dev.probity.gateway.wire.ResponseHead;
import dev.probity.gateway.wire.ResponseRewriter;
import dev.probity.gateway.wire.ResponseRewriter.Persistence;

import io.netty.buffer.ByteBuf;

/// A replica's answer on its way to the client, from its head on.
final class Answer {
    // Up to here a copy into the head's buffer is cheaper than sending two buffers.
    private static final int COPIED = 4 * 1024;

    private final HttpLoop loop;
    private final Downstream downstream;
    private final int status;
    private final Body body;
    private final boolean unwrapped;
    private final boolean persistentUpstream;
    private final boolean persistentDownstream;
    private long bytes;

    Answer(HttpLoop loop, Downstream downstream, RequestTraits request, ResponseHead head) {
        this.loop = loop;
        this.downstream = downstream;
        this.status = head.status();
        this.body = head.body(request.method());
        this.unwrapped = request.http10() && head.isChunked();
        this.persistentUpstream = head.isPersistent();
        this.persistentDownstream =
                request.persistent()
                        && !downstream.isLastRequest()
                        && !endsWithConnection()
                        // An answer that comes first may mean that nobody reads the request.
                        && request.body().isDone();
    }

    private Persistence persistence(RequestTraits request) {
        if (!persistentDownstream) {
            return Persistence.CLOSE;
        }
        return request.http10() ? Persistence.KEEP_ALIVE : Persistence.IMPLIED;
    }

    /// Sends the head, and as much of the body as has come with it.
    void start(RequestTraits request, ResponseHead received, ByteBuf rest) {
        HeadBytes head = loop.writing();
        ResponseRewriter.write(received, persistence(request), unwrapped, head);
        if (unwrapped || rest.readableBytes() > COPIED) {
            ByteBuf out = loop.loop().sendBuffer(head.length());
            head.copyTo(out);
            bytes += head.length();
            downstream.write(out);
            send(rest);
            return;
        }
        int taken = body.take(rest);
        ByteBuf out = loop.loop().sendBuffer(head.length() + taken);
        head.copyTo(out);
        out.writeBytes(rest, taken);
        bytes += head.length() + taken;
        downstream.send(out);
    }

    /// Passes on what belongs to the body; what follows it stays in the buffer.
    void send(ByteBuf buffer) {
        int before = buffer.readableBytes();
        if (unwrapped && body instanceof Body.Chunked chunked) {
            ByteBuf out = loop.loop().sendBuffer(before);
            buffer.skipBytes(chunked.unwrap(buffer, out));
            downstream.send(out);
        } else {
            int taken = body.take(buffer);
            downstream.send(buffer.readRetainedSlice(taken));
        }
        bytes += before - buffer.readableBytes();
    }

    /// The client has got, or will get, some of it.
    boolean hasBegun() {
        return bytes > 0;
    }

    boolean isDone() {
        return body.isDone();
    }

    /// The end of the replica's connection is the end of the answer.
    boolean endsWithUpstream() {
        return body instanceof Body.UntilClose;
    }

    /// The client cannot tell the end of the answer but by the end of its connection.
    boolean endsWithConnection() {
        return unwrapped || endsWithUpstream();
    }

    int status() {
        return status;
    }

    long bytes() {
        return bytes;
    }

    boolean keepsUpstream() {
        return persistentUpstream && !endsWithUpstream();
    }

    boolean keepsDownstream() {
        return persistentDownstream;
    }
}
