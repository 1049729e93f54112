package dev.probity.probes.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

import org.jspecify.annotations.Nullable;

import java.util.OptionalInt;

/// One `grpc.health.v1.Health/Check` over a connection of its own, without TLS.
public final class HealthCheck extends ChannelInitializer<Channel> {

    /// The message that is waited for has two bytes.
    private static final int MAX_ANSWER = 4 * 1024;

    /// Hears how far it got, on the channel's loop.
    public interface Listener {

        /// The other side speaks HTTP/2: from now on it is about the call.
        void connected();

        /// Nothing follows.
        void answered(HealthAnswer answer);

        /// The connection is gone before it was {@link #connected}. Nothing follows.
        void notConnected();
    }

    private final String authority;
    private final String service;
    private final String agent;
    private final Listener listener;

    public HealthCheck(String authority, String service, String agent, Listener listener) {
        this.authority = authority;
        this.service = service;
        this.agent = agent;
        this.listener = listener;
    }

    @Override
    protected void initChannel(Channel channel) {
        Call call = new Call();
        Http2ConnectionHandler protocol =
                new Http2ConnectionHandlerBuilder().server(false).frameListener(call).build();
        call.encoder = protocol.encoder();
        channel.pipeline()
                .addLast(
                        protocol,
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelInactive(ChannelHandlerContext context) {
                                call.end(GrpcCode.UNAVAILABLE, "error reading from server: EOF");
                            }
                        });
    }

    /// The call itself: headers and message out; headers, message and trailers in.
    private final class Call extends Http2EventAdapter {

        private @Nullable Http2ConnectionEncoder encoder;
        private final ByteBuf received = Unpooled.buffer(16, MAX_ANSWER);
        private boolean connected;
        private boolean over;

        @Override
        public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
            if (connected || encoder == null) {
                return;
            }
            connected = true;
            listener.connected();
            Http2Headers headers =
                    new DefaultHttp2Headers()
                            .method("POST")
                            .scheme("http")
                            .path("/grpc.health.v1.Health/Check")
                            .authority(authority)
                            .set("content-type", "application/grpc")
                            .set("user-agent", agent)
                            .set("te", "trailers");
            int stream = encoder.connection().local().incrementAndGetNextStreamId();
            encoder.writeHeaders(context, stream, headers, 0, false, context.newPromise())
                    .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            ByteBuf message = HealthMessages.request(service);
            encoder.writeData(context, stream, message, 0, true, context.newPromise())
                    .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            context.flush();
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean last) {
            onHeadersRead(context, stream, headers, padding, last);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int padding,
                boolean last) {
            CharSequence http = headers.status();
            CharSequence status = headers.get("grpc-status");
            if (status != null) {
                trailers(GrpcCode.of(status), headers.get("grpc-message"));
            } else if (http != null && !"200".contentEquals(http)) {
                end(
                        GrpcCode.ofHttp(http),
                        "unexpected HTTP status code received from server: " + http);
            } else if (last) {
                endWithoutTrailers();
            }
        }

        private void trailers(GrpcCode code, @Nullable CharSequence message) {
            if (code != GrpcCode.OK) {
                String text = message == null ? "" : message.toString();
                // Percent-encoded; a plus sign is a plus sign.
                end(code, QueryStringDecoder.decodeComponent(text.replace("+", "%2B")));
                return;
            }
            OptionalInt status = HealthMessages.status(received);
            if (status.isPresent()) {
                end(HealthAnswer.Told.of(status.getAsInt()));
            } else {
                end(GrpcCode.INTERNAL, "cardinality violation: received no response message");
            }
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext context,
                int stream,
                ByteBuf data,
                int padding,
                boolean last) {
            int taken = data.readableBytes() + padding;
            if (data.readableBytes() > received.maxWritableBytes()) {
                end(GrpcCode.RESOURCE_EXHAUSTED, "received message larger than max");
            } else {
                received.writeBytes(data);
            }
            if (last) {
                endWithoutTrailers();
            }
            return taken;
        }

        private void endWithoutTrailers() {
            end(GrpcCode.INTERNAL, "server closed the stream without sending trailers");
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int stream, long errorCode) {
            end(
                    GrpcCode.UNAVAILABLE,
                    "stream terminated by RST_STREAM with error code: "
                            + Http2Error.valueOf(errorCode));
        }

        private void end(GrpcCode code, String message) {
            end(new HealthAnswer.Refused(code, message));
        }

        private void end(HealthAnswer answer) {
            if (over) {
                return;
            }
            over = true;
            if (connected) {
                listener.answered(answer);
            } else {
                listener.notConnected();
            }
        }
    }
}
