package dev.probity.launch.container.rest;

import com.fasterxml.jackson.databind.JsonNode;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.DefaultThreadFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks a container engine, one connection for each question. Its methods wait: they are for
/// virtual threads.
public final class EngineClient implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /// More than a busy engine takes for anything that is not a stream.
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    /// A list of a thousand containers has some megabytes.
    private static final int LARGEST = 16 << 20;

    private static final String LOGIN = "X-Registry-Auth";

    /// As everything else here, where it is to be had: then nothing of the JDK's has to be loaded.
    private static final boolean EPOLL = Epoll.isAvailable();

    private final Path socket;
    private final String version;
    private final MultiThreadIoEventLoopGroup loop;

    private EngineClient(Path socket, String version, MultiThreadIoEventLoopGroup loop) {
        this.socket = socket;
        this.version = version;
        this.loop = loop;
    }

    /// @param socket of an engine that need not answer yet
    public static EngineClient of(Path socket) {
        return new EngineClient(
                socket,
                "",
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("probity-containers", true), ioHandlers()));
    }

    private static IoHandlerFactory ioHandlers() {
        return EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /// The same client, speaking one version of the engine's API.
    public EngineClient speaking(String apiVersion) {
        return new EngineClient(socket, "/v" + apiVersion, loop);
    }

    /// Asks and takes the whole answer.
    ///
    /// @return a missing node for an answer without content
    public JsonNode ask(Call call) throws EngineProblem {
        return ask(call, ANSWERING);
    }

    public JsonNode ask(Call call, Duration limit) throws EngineProblem {
        try (Exchange exchange = begin(call)) {
            Json.prepare(); // while the engine works, not after it has answered
            answered(exchange, call, limit);
            return Json.parse(whole(exchange, limit), call);
        }
    }

    /// Asks for an answer that comes in pieces.
    ///
    /// @param limit until it begins
    /// @throws EngineProblem also when the engine refuses
    public Exchange open(Call call, Duration limit) throws EngineProblem {
        Exchange exchange = begin(call);
        try {
            answered(exchange, call, limit);
            return exchange;
        } catch (EngineProblem | RuntimeException problem) {
            exchange.close();
            throw problem;
        }
    }

    private Exchange begin(Call call) throws EngineProblem {
        Exchange exchange = connect(call.toString());
        try {
            send(call, exchange);
            return exchange;
        } catch (EngineProblem | RuntimeException problem) {
            exchange.close();
            throw problem;
        }
    }

    private static void answered(Exchange exchange, Call call, Duration limit)
            throws EngineProblem {
        int status = exchange.awaitStatus(limit);
        if (status >= 400) {
            throw refusal(status, exchange, call);
        }
    }

    private Exchange connect(String name) throws EngineProblem {
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channel(
                                EPOLL
                                        ? EpollDomainSocketChannel.class
                                        : NioDomainSocketChannel.class)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECTING.toMillis())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(new HttpClientCodec());
                                    }
                                })
                        .connect(address())
                        .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw EngineProblem.noAnswer(
                    "no container engine answers at %s: %s"
                            .formatted(socket, connected.cause().getMessage()));
        }
        return new Exchange(connected.channel(), name);
    }

    private SocketAddress address() {
        return EPOLL
                ? new DomainSocketAddress(socket.toFile())
                : UnixDomainSocketAddress.of(socket);
    }

    private void send(Call call, Exchange exchange) throws EngineProblem {
        String target = call.target(version);
        HttpMethod method = HttpMethod.valueOf(call.method());
        switch (call.body().orElse(null)) {
            case null -> {
                DefaultFullHttpRequest request = head(whole(method, target, new byte[0]));
                call.login().ifPresent(login -> request.headers().set(LOGIN, login));
                exchange.send(request);
            }
            case Call.Body.Json(JsonNode content) -> {
                byte[] text = content.toString().getBytes(StandardCharsets.UTF_8);
                DefaultFullHttpRequest request = head(whole(method, target, text));
                request.headers()
                        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
                exchange.send(request);
            }
            case Call.Body.Stream(String contentType, Call.Writer writer) -> {
                var request = head(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target));
                request.headers()
                        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                        .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
                exchange.send(request);
                stream(writer, exchange);
            }
        }
    }

    private static void stream(Call.Writer writer, Exchange exchange) throws EngineProblem {
        try {
            writer.writeTo((bytes, count) ->
                    exchange.send(new DefaultHttpContent(Unpooled.copiedBuffer(bytes, 0, count))));
        } catch (IOException broken) {
            throw EngineProblem.noAnswer("cannot be sent: " + broken);
        }
        exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static DefaultFullHttpRequest whole(HttpMethod method, String target, byte[] content) {
        var request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, method, target, Unpooled.wrappedBuffer(content));
        request.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length);
        return request;
    }

    private static <M extends HttpMessage> M head(M message) {
        message.headers()
                .set(HttpHeaderNames.HOST, "localhost")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return message;
    }

    private static String whole(Exchange exchange, Duration limit) throws EngineProblem {
        var content = new ByteArrayOutputStream();
        for (Optional<byte[]> bytes = exchange.read(limit);
                bytes.isPresent();
                bytes = exchange.read(limit)) {
            if (content.size() + bytes.get().length > LARGEST) {
                throw EngineProblem.noAnswer("the container engine's answer has no end");
            }
            content.writeBytes(bytes.get());
        }
        return content.toString(StandardCharsets.UTF_8);
    }

    private static EngineProblem refusal(int status, Exchange exchange, Call call)
            throws EngineProblem {
        String text = whole(exchange, ANSWERING).strip();
        String said = text;
        try {
            said = Json.parse(text, call).path("message").asText(text);
        } catch (EngineProblem _) {
            // not JSON: told as it is
        }
        return EngineProblem.answered(status, said.isEmpty() ? "status " + status : said);
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
