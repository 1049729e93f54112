package dev.probity.control.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One connection: one request after the other, each read when the one before it is answered.
final class ConnectionHandler extends SimpleChannelInboundHandler<HttpObject> {
    private final Dispatch dispatch;

    // Both of the event loop.
    private boolean answering;
    private Optional<RequestLines> lines = Optional.empty(); // of the request that is answered

    ConnectionHandler(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (!message.decoderResult().isSuccess()) {
            var _ = context.close(); // nonsense
            return;
        }
        switch (message) {
            case FullHttpRequest whole ->
                    begin(
                            context,
                            whole,
                            whole.content().toString(StandardCharsets.UTF_8),
                            Optional.empty());
            case HttpRequest head -> beginLines(context, head);
            case HttpContent content -> lines.ifPresent(body -> add(content, body));
            default -> {}
        }
    }

    private void beginLines(ChannelHandlerContext context, HttpRequest head) {
        var body = new RequestLines(context.channel());
        if (begin(context, head, "", Optional.of(body)) && HttpUtil.is100ContinueExpected(head)) {
            var _ =
                    context.writeAndFlush(
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    HttpResponseStatus.CONTINUE,
                                    Unpooled.EMPTY_BUFFER));
        }
    }

    private static void add(HttpContent content, RequestLines body) {
        body.add(content.content());
        if (content instanceof LastHttpContent) {
            body.end();
        }
    }

    private boolean begin(
            ChannelHandlerContext context,
            HttpRequest head,
            String body,
            Optional<RequestLines> goingOn) {
        if (answering) {
            var _ = context.close(); // a client that does not wait for its answer
            return false;
        }
        answering = true;
        lines = goingOn;
        dispatch.answer(
                context.channel(),
                request(head, body, goingOn),
                HttpUtil.isKeepAlive(head) && goingOn.isEmpty(),
                () -> answering = false);
        return true;
    }

    private static Request request(HttpRequest head, String body, Optional<RequestLines> lines) {
        QueryStringDecoder uri = new QueryStringDecoder(head.uri());
        List<String> path =
                Arrays.stream(uri.path().split("/")).filter(part -> !part.isEmpty()).toList();
        Map<String, String> headers = new HashMap<>();
        head.headers()
                .forEach(header ->
                        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new Request(head.method().name(), path, uri.parameters(), headers, body, lines);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lines.ifPresent(RequestLines::breakOff);
        context.fireChannelInactive();
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
