package dev.probity.probes.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One GET over HTTP/2, on a connection of its own, which Go speaks wherever TLS agrees on it.
public final class Http2Get extends Http2EventAdapter {

    /// What only HTTP/1.1 knows (RFC 9113, 8.2.2).
    private static final Set<String> OF_CONNECTIONS =
            Set.of("connection", "proxy-connection", "keep-alive", "upgrade");

    private static final int MAX_HEADERS = 1024 * 1024; // bytes; as long as a connection lasts

    /// Hears what the answer brings, on the channel's loop.
    public interface Listener {
        void headed(ResponseHead head);

        /// @param bytes of the body
        void received(byte[] bytes, int length);

        /// The answer is whole. Nothing follows.
        void ended();

        /// @param error in Go's words. Nothing follows
        void broke(String error);
    }

    private final HttpRequest request;
    private final Listener listener;
    private @Nullable Http2ConnectionEncoder encoder;
    private int stream;
    private boolean headed;
    private boolean over;

    private Http2Get(HttpRequest request, Listener listener) {
        this.request = request;
        this.listener = listener;
    }

    /// For a channel whose TLS stands: asks, and hears the answer.
    public static ChannelHandler handler(HttpRequest request, Listener listener) {
        Http2Get get = new Http2Get(request, listener);
        Protocol protocol = new Builder(get).build();
        get.encoder = protocol.encoder();
        return protocol;
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
        if (encoder == null || stream != 0) {
            return;
        }
        stream = encoder.connection().local().incrementAndGetNextStreamId();
        encoder.writeHeaders(context, stream, headers(), 0, true, context.newPromise())
                .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        context.flush();
    }

    private Http2Headers headers() {
        Http2Headers headers =
                new DefaultHttp2Headers()
                        .method("GET")
                        .scheme("https")
                        .authority(request.host().orElse(request.url().authority()))
                        .path(request.url().requestTarget());
        request.eachField((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_CONNECTIONS.contains(lower)) {
                headers.add(lower, value);
            }
        });
        return headers;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last) {
        onHeadersRead(context, id, headers, padding, last);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers headers,
            int padding,
            boolean last) {
        if (!headed) {
            String status = String.valueOf(headers.status());
            if (!status.matches("\\d{3}")) {
                end("malformed response from server: malformed non-numeric status pseudo header");
                return;
            }
            if (status.startsWith("1") && !last) {
                return; // the answer itself is still to come
            }
            headed = true;
            listener.headed(head(Integer.parseInt(status), headers, last));
        }
        if (last) {
            end();
        }
    }

    private static ResponseHead head(int status, Http2Headers headers, boolean last) {
        String length = String.valueOf(headers.get("content-length"));
        boolean announced = !last && length.matches("\\d{1,18}");
        return new ResponseHead(
                status,
                Optional.ofNullable(headers.get("location")).map(CharSequence::toString),
                announced
                        ? new ResponseHead.Framing.Length(Long.parseLong(length))
                        : new ResponseHead.Framing.UntilClose());
    }

    @Override
    public int onDataRead(
            ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last) {
        int taken = data.readableBytes() + padding;
        if (!over) {
            byte[] bytes = ByteBufUtil.getBytes(data);
            listener.received(bytes, bytes.length);
        }
        if (last) {
            end();
        }
        return taken;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long code) {
        end(
                "stream error: stream ID "
                        + id
                        + "; "
                        + Http2Error.valueOf(code)
                        + "; received from peer");
    }

    @Override
    public void onGoAwayRead(
            ChannelHandlerContext context, int lastStream, long code, ByteBuf debug) {
        if (lastStream < stream || code != Http2Error.NO_ERROR.code()) {
            end(
                    "http2: server sent GOAWAY and closed the connection; LastStreamID="
                            + lastStream
                            + ", ErrCode="
                            + Http2Error.valueOf(code)
                            + ", debug="
                            + Quoted.text(debug.toString(StandardCharsets.UTF_8)));
        }
    }

    private void end() {
        if (!over) {
            over = true;
            listener.ended();
        }
    }

    private void end(String error) {
        if (!over) {
            over = true;
            listener.broke(error);
        }
    }

    /// Netty's, which closes the connection when the other side breaks the rules.
    private static final class Protocol extends Http2ConnectionHandler {
        private final Http2Get get;

        Protocol(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings,
                Http2Get get) {
            super(decoder, encoder, settings);
            this.get = get;
        }

        @Override
        protected void onConnectionError(
                ChannelHandlerContext context,
                boolean outbound,
                Throwable cause,
                @Nullable Http2Exception problem) {
            Http2Error error = problem == null ? Http2Error.INTERNAL_ERROR : problem.error();
            get.end("connection error: " + error);
            super.onConnectionError(context, outbound, cause, problem);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            get.end("unexpected EOF");
            super.channelInactive(context);
        }
    }

    private static final class Builder
            extends AbstractHttp2ConnectionHandlerBuilder<Protocol, Builder> {
        private final Http2Get get;

        Builder(Http2Get get) {
            this.get = get;
            var _ = server(false).frameListener(get);
            var _ = initialSettings().pushEnabled(false).maxHeaderListSize(MAX_HEADERS);
        }

        @Override
        public Protocol build() {
            return super.build();
        }

        @Override
        protected Protocol build(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings) {
            return new Protocol(decoder, encoder, settings, get);
        }
    }
}
