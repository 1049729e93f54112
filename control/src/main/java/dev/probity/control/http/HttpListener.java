package dev.probity.control.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Accepts connections on one address and has every request handled on a thread of its own.
public final class HttpListener implements AutoCloseable {
    /// Nothing before HTTP.
    public static final Consumer<Channel> PLAIN = _ -> {};

    /// The largest request is an application's file name and a handful of words.
    private static final int MOST_BODY_BYTES = 256 * 1024;

    /// A client that has begun a request finishes it, and one that is idle leaves.
    private static final int IDLE_SECONDS = 60;

    private static final int BACKLOG = 64;

    /// Far more than people and programs need; each may hold a request or a stream.
    private static final int MOST_CONNECTIONS = 512;

    /// How long an end waits for answers that are under way.
    private static final Duration ANSWERS = Duration.ofSeconds(1);

    private final EventLoopGroup loops;
    private final Channel channel;
    private final Pipeline pipeline;

    private HttpListener(EventLoopGroup loops, Channel channel, Pipeline pipeline) {
        this.loops = loops;
        this.channel = channel;
        this.pipeline = pipeline;
    }

    /// A socket that only its owner can open.
    public static HttpListener onSocket(Path socket, Function<Request, Reply> handler)
            throws IOException {
        // One that was left behind by a process that was killed; the run lock says it is dead.
        Files.deleteIfExists(socket);
        HttpListener listener =
                bind(
                        UnixDomainSocketAddress.of(socket),
                        NioServerDomainSocketChannel.class,
                        new Pipeline(new Dispatch(handler, Map.of()), PLAIN),
                        "probity-control");
        if (Files.getFileStore(socket).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        }
        return listener;
    }

    /// @param port 0 for any free one
    public static HttpListener onLoopback(
            int port, Function<Request, Reply> handler, String threadName) throws IOException {
        return onAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                PLAIN,
                Map.of(),
                handler,
                threadName);
    }

    /// @param layer what each connection gets before HTTP, such as TLS
    /// @param headers of every answer
    public static HttpListener onAddress(
            InetSocketAddress address,
            Consumer<Channel> layer,
            Map<String, String> headers,
            Function<Request, Reply> handler,
            String threadName)
            throws IOException {
        return bind(
                address,
                NioServerSocketChannel.class,
                new Pipeline(new Dispatch(handler, headers), layer),
                threadName);
    }

    private static HttpListener bind(
            SocketAddress address,
            Class<? extends ServerChannel> type,
            Pipeline pipeline,
            String threadName)
            throws IOException {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory(threadName, true), NioIoHandler.newFactory());
        var bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(type)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childHandler(pipeline)
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(loops);
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        return new HttpListener(loops, bound.channel(), pipeline);
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final Dispatch dispatch;
        private final Consumer<Channel> layer;
        private final ChannelGroup connections =
                new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

        Pipeline(Dispatch dispatch, Consumer<Channel> layer) {
            this.dispatch = dispatch;
            this.layer = layer;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (connections.size() >= MOST_CONNECTIONS) {
                var _ = channel.close();
                return;
            }
            connections.add(channel);
            layer.accept(channel);
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                    .addLast(new HttpServerCodec())
                    .addLast(new WholeRequests(MOST_BODY_BYTES))
                    .addLast(new ConnectionHandler(dispatch));
        }
    }

    /// The port that was bound, of a listener that has one.
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Ends all connections; what is being streamed ends with them.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        pipeline.dispatch.finish(ANSWERS);
        pipeline.connections.close().awaitUninterruptibly(ANSWERS.toMillis());
        stop(loops);
    }

    private static void stop(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
