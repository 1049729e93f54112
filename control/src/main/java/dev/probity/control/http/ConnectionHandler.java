package dev.probity.control.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One connection: one request after the other, each read when the one before it is answered.
final class ConnectionHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Dispatch dispatch;

    private boolean answering; // event loop only

    ConnectionHandler(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (!message.decoderResult().isSuccess() || answering) {
            var _ = context.close(); // nonsense, or a client that does not wait for its answer
            return;
        }
        answering = true;
        dispatch.answer(
                context.channel(),
                request(message),
                HttpUtil.isKeepAlive(message),
                () -> answering = false);
    }

    private static Request request(FullHttpRequest message) {
        QueryStringDecoder uri = new QueryStringDecoder(message.uri());
        List<String> path =
                Arrays.stream(uri.path().split("/")).filter(part -> !part.isEmpty()).toList();
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header ->
                        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new Request(
                message.method().name(),
                path,
                uri.parameters(),
                headers,
                message.content().toString(StandardCharsets.UTF_8));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // A stream may be silent for as long as nothing happens.
        if (event instanceof IdleStateEvent && !answering) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
