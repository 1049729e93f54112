package dev.probity.gateway.http;

import dev.probity.gateway.pool.Member;
import dev.probity.gateway.pool.Pool;
import dev.probity.gateway.wire.BadMessage;
import dev.probity.gateway.wire.HeadBytes;
import dev.probity.gateway.wire.ResponseHead;
import dev.probity.gateway.wire.ResponseRewriter;
import dev.probity.gateway.wire.ResponseRewriter.Persistence;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// One request and its answer: asks an endpoint, asks another one where that is allowed, passes the
/// bytes both ways, and keeps count.
final class Exchange {
    private static final int SHORT_BODY = 8 * 1024; // is sent with the head, and can be repeated

    private final HttpLoop loop;
    private final Downstream downstream;
    private final RequestTraits request;
    private final Attempts attempts;
    private final Watch watch;
    private final long startedAt = System.nanoTime();

    private @Nullable Upstream upstream;
    private @Nullable Answer answer;
    private boolean wholeAtStart;
    private boolean over;

    Exchange(HttpLoop loop, Downstream downstream, RequestTraits request, Pool pool) {
        this.loop = loop;
        this.downstream = downstream;
        this.request = request;
        this.attempts = new Attempts(loop, pool, request.method().isIdempotent());
        this.watch = new Watch(loop.timeouts(), startedAt);
    }

    /// @param rest what has come behind the head
    void start(ByteBuf rest) {
        if (rest.readableBytes() <= SHORT_BODY) {
            int taken = request.body().take(rest);
            downstream.request().add(rest, taken);
            rest.skipBytes(taken);
        }
        wholeAtStart = request.body().isDone();
        attempt(startedAt);
    }

    private void attempt(long now) {
        switch (attempts.next(now)) {
            case Attempts.Step.Reuse(Upstream idle) -> ask(idle);
            case Attempts.Step.Connect(Member member) -> connect(member);
            case Attempts.Step.GiveUp(Reply reply) -> reply(reply);
        }
    }

    private void connect(Member member) {
        var fresh = new Upstream(loop, member);
        loop.upstreams().connect(fresh, connected -> connected(fresh, connected));
    }

    private void connected(Upstream fresh, boolean success) {
        if (over) {
            if (success) {
                fresh.park(System.nanoTime());
            }
        } else if (success) {
            ask(fresh);
        } else {
            upstreamFailed(Failure.CONNECT);
        }
    }

    private void ask(Upstream chosen) {
        upstream = chosen;
        chosen.begin(this);
        HeadBytes bytes = downstream.request();
        ByteBuf out = loop.loop().sendBuffer(bytes.length());
        bytes.copyTo(out);
        attempts.sent(bytes.length());
        chosen.send(out);
        if (!wholeAtStart) {
            downstream.resume();
        }
    }

    /// Passes on what belongs to the request's body.
    ///
    /// @return false when it is not the body's turn, or no longer
    boolean takeBody(ByteBuf buffer) {
        Upstream to = upstream;
        if (to == null || request.body().isDone()) {
            return false;
        }
        int taken = request.body().take(buffer);
        attempts.sent(taken);
        watch.moved(taken);
        to.send(buffer.readRetainedSlice(taken));
        if (!to.channel().isWritable()) {
            downstream.read(false);
        }
        return true;
    }

    void upstreamIsReady() {
        if (downstream.holdsNothing()) {
            downstream.read(true);
        }
    }

    void clientIsReady() {
        if (upstream != null) {
            upstream.read(true);
        }
    }

    /// 1xx: passed on, the answer itself is still to come.
    void interim(ResponseHead head) {
        if (request.http10()) {
            return; // has no such thing
        }
        HeadBytes bytes = loop.writing();
        ResponseRewriter.write(head, Persistence.IMPLIED, false, bytes);
        ByteBuf out = loop.loop().sendBuffer(bytes.length());
        bytes.copyTo(out);
        downstream.send(out);
    }

    void answer(ResponseHead head, ByteBuf rest) {
        var begun = new Answer(loop, downstream, request, head);
        answer = begun;
        begun.start(request, head, rest);
        afterPart(begun, rest);
    }

    void body(ByteBuf buffer) {
        Answer current = answer;
        if (current != null) {
            int before = buffer.readableBytes();
            current.send(buffer);
            watch.moved(before - buffer.readableBytes());
            afterPart(current, buffer);
        }
    }

    private void afterPart(Answer current, ByteBuf rest) {
        if (current.isDone()) {
            finish(current, current.keepsUpstream() && !rest.isReadable());
        } else if (!downstream.channel().isWritable() && upstream != null) {
            upstream.read(false);
        }
    }

    boolean endsWithUpstream() {
        return answer != null && answer.endsWithUpstream();
    }

    void upstreamEnded() {
        if (answer != null) {
            finish(answer, false);
        }
    }

    private void finish(Answer done, boolean cleanUpstream) {
        long now = System.nanoTime();
        boolean requestDone = request.body().isDone();
        attempts.answered(done.status(), done.bytes(), now - startedAt);
        letGo(cleanUpstream && requestDone, now);
        downstream.answered(done.keepsDownstream() && requestDone, now);
    }

    /// The connection is closed already, or is of no use.
    void upstreamFailed(Failure failure) {
        upstream = null;
        Answer begun = answer;
        answer = null;
        if (begun != null && begun.hasBegun()) {
            attempts.failed(failure);
            over = true;
            downstream.abort(begun.endsWithConnection());
            return;
        }
        if (attempts.mayRepeat(failure, wholeAtStart)) {
            attempts.failed(failure);
            attempt(System.nanoTime());
        } else {
            attempts.failed(failure);
            reply(Reply.of(failure.status(), failure.reason()));
        }
    }

    void switchProtocols(ResponseHead head, ByteBuf rest) {
        Upstream from = upstream;
        if (from == null) {
            return;
        }
        if (!request.wantsUpgrade()) {
            from.close();
            upstreamFailed(Failure.broken("it switches protocols without being asked"));
            return;
        }
        HeadBytes bytes = loop.writing();
        ResponseRewriter.writeUpgrade(head, bytes);
        ByteBuf out = loop.loop().sendBuffer(bytes.length() + rest.readableBytes());
        bytes.copyTo(out);
        out.writeBytes(rest);
        attempts.answered(head.status(), out.readableBytes(), System.nanoTime() - startedAt);
        downstream.send(out);
        over = true;
        upstream = null;
        downstream.becomeTunnel(from, attempts);
    }

    /// The client has broken its own request.
    void refuse(BadMessage bad) {
        if (answer == null) {
            reply(Reply.of(bad.status(), bad.reason()), false);
        } else {
            letGo(false, startedAt);
            downstream.abort(false);
        }
    }

    private void reply(Reply reply) {
        reply(reply, request.persistent() && !request.http10() && request.body().isDone());
    }

    private void reply(Reply reply, boolean goOn) {
        boolean last = !goOn || downstream.isLastRequest();
        downstream.send(reply.toBytes(request.hasAnswerBody(), last));
        letGo(false, startedAt);
        downstream.answered(!last, System.nanoTime());
    }

    /// The client has closed its sending side.
    void clientSendsNoMore() {
        if (!request.body().isDone()) {
            // The rest of the body will never come, and the endpoint must not wait for it.
            letGo(false, startedAt);
            downstream.abort(false);
        } else {
            watch.clientMayBeGone();
        }
    }

    void clientIsGone() {
        letGo(false, startedAt);
    }

    /// @param clean whether the upstream connection can carry another exchange
    private void letGo(boolean clean, long now) {
        over = true;
        Upstream used = upstream;
        upstream = null;
        if (used != null && clean) {
            used.park(now);
        } else if (used != null) {
            used.close();
        }
        attempts.end();
    }

    void tick(long now) {
        boolean waitsForAnswer = upstream != null && answer == null && request.body().isDone();
        switch (watch.look(waitsForAnswer, clientIsAwaited(), downstream.pending(), now)) {
            case FINE -> {}
            case ENDPOINT_OVERDUE -> {
                attempts.failed(Failure.TIMEOUT);
                reply(Reply.of(Failure.TIMEOUT.status(), Failure.TIMEOUT.reason()), false);
            }
            case CLIENT_OVERDUE -> {
                if (answer == null) {
                    reply(Reply.of(408, "the request's body did not come in time"), false);
                } else {
                    letGo(false, now);
                    downstream.abort(true);
                }
            }
        }
    }

    /// Whether it is the client that everything waits for.
    private boolean clientIsAwaited() {
        boolean toSend = upstream != null && !request.body().isDone() && downstream.isReading();
        return toSend || !downstream.channel().isWritable();
    }
}
