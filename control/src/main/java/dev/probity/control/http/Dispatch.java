package dev.probity.control.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Has a request handled away from the event loop, and sends what comes back.
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Function<Request, Reply> handler;
    private final Map<String, String> headers;

    /// One party is the listener itself, the others are requests that have not been answered.
    private final Phaser unanswered = new Phaser(1);

    /// @param headers of every answer
    Dispatch(Function<Request, Reply> handler, Map<String, String> headers) {
        this.handler = handler;
        this.headers = Map.copyOf(headers);
    }

    /// @param done run on the event loop, when the answer goes out and the next request may come:
    ///   not later, since the client may be quicker than this machine's threads
    void answer(Channel channel, Request request, boolean keepAlive, Runnable done) {
        var _ = unanswered.register();
        Thread.ofVirtual()
                .name("control " + request.method() + " /" + String.join("/", request.path()))
                .start(() -> send(channel, request, keepAlive, done));
    }

    /// Waits until the answers that are under way are out: the one to a shutdown is among them.
    void finish(Duration limit) {
        try {
            var _ =
                    unanswered.awaitAdvanceInterruptibly(
                            unanswered.arriveAndDeregister(),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("Requests are left unanswered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(Request request) {
        try {
            return handler.apply(request);
        } catch (ProblemException e) {
            return e.problem().reply();
        } catch (RuntimeException | Error e) { // also an error: the client waits for an answer
            LOG.warn("Request {} {} failed", request.method(), request.path(), e);
            return Problem.of(500, "Internal error", "This should not happen: " + e).reply();
        }
    }

    private void send(Channel channel, Request request, boolean keepAlive, Runnable done) {
        ChannelFutureListener leaving =
                request.lines()
                        .<ChannelFutureListener>map(lines -> _ -> lines.leave())
                        .orElse(ChannelFutureListener.CLOSE);
        switch (reply(request)) {
            case Reply.Whole whole -> {
                FullHttpResponse response = response(whole, keepAlive);
                try {
                    channel.eventLoop()
                            .execute(() -> {
                                done.run();
                                ChannelFuture sent = channel.writeAndFlush(response);
                                var _ = sent.addListener(_ -> unanswered.arriveAndDeregister());
                                if (!keepAlive) {
                                    var _ = sent.addListener(leaving);
                                }
                            });
                } catch (RejectedExecutionException _) {
                    // The listener has been closed meanwhile, and this connection with it.
                    var _ = unanswered.arriveAndDeregister();
                }
            }
            case Reply.Streamed streamed -> sendStream(channel, streamed, leaving);
        }
    }

    private FullHttpResponse response(Reply.Whole whole, boolean keepAlive) {
        ByteBuffer body = whole.body().duplicate();
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(whole.status()),
                        Unpooled.wrappedBuffer(body));
        describe(response.headers(), whole);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, whole.contentType());
        HttpUtil.setContentLength(response, body.remaining());
        HttpUtil.setKeepAlive(response, keepAlive);
        return response;
    }

    /// The connection ends with the stream: nobody asks twice on it.
    private void sendStream(
            Channel channel, Reply.Streamed streamed, ChannelFutureListener leaving) {
        var _ = unanswered.arriveAndDeregister(); // a stream has no end of its own to wait for
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        describe(head.headers(), streamed);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, streamed.contentType());
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        HttpUtil.setKeepAlive(head, false);
        var _ = channel.writeAndFlush(head);
        try {
            streamed.writing().to(new BodyStream(channel));
            var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(leaving);
        } catch (IOException e) {
            LOG.debug("A stream has ended: {}", e.getMessage());
            var _ = channel.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var _ = channel.close();
        } catch (RuntimeException e) {
            LOG.warn("A stream broke", e);
            var _ = channel.close();
        }
    }

    private void describe(HttpHeaders all, Reply reply) {
        all.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        all.set("X-Content-Type-Options", "nosniff");
        headers.forEach(all::set);
        reply.headers().forEach(all::set);
    }
}
