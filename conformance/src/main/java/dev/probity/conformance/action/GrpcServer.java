package dev.probity.conformance.action;

import static io.netty.channel.ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A server of `grpc.health.v1.Health/Check`, or of nothing.
final class GrpcServer implements ScriptedServer {

    /// As the protocol numbers them.
    private static final List<String> STATUSES =
            List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");

    private static final String UNIMPLEMENTED = "12";
    private static final String NOT_FOUND = "5";

    private final Optional<Map<String, String>> services;
    private final Duration delay;
    private final Visits visits;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1,
                    new DefaultThreadFactory("probity-case-grpc", true),
                    NioIoHandler.newFactory());
    private final Channel listener;

    /// @param services status by name; absent when there is no health service
    private GrpcServer(Optional<Map<String, String>> services, Duration delay, Visits visits) {
        this.services = services;
        this.delay = delay;
        this.visits = visits;
        listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(new Connection())
                        .bind("127.0.0.1", 0)
                        .syncUninterruptibly()
                        .channel();
    }

    static GrpcServer start(Optional<Map<String, String>> services, Duration delay, Visits visits) {
        return new GrpcServer(services, delay, visits);
    }

    private final class Connection extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            visits.connection();
            channel.pipeline()
                    .addLast(
                            Http2FrameCodecBuilder.forServer().build(),
                            new Http2MultiplexHandler(
                                    new ChannelInitializer<Channel>() {
                                        @Override
                                        protected void initChannel(Channel stream) {
                                            stream.pipeline().addLast(new Call());
                                        }
                                    }));
        }
    }

    /// One call: gathers the message, then answers.
    private final class Call extends SimpleChannelInboundHandler<Http2DataFrame> {

        private final ByteBuf message = Unpooled.buffer(64);

        @Override
        protected void channelRead0(ChannelHandlerContext context, Http2DataFrame frame) {
            message.writeBytes(frame.content());
            if (frame.isEndStream()) {
                Future<?> _ =
                        context.executor()
                                .schedule(
                                        () -> answer(context, service(message)),
                                        delay.toMillis(),
                                        TimeUnit.MILLISECONDS);
            }
        }

        private void answer(ChannelHandlerContext context, String service) {
            visits.healthCheck(service);
            if (services.isEmpty()) {
                end(
                        context,
                        headers()
                                .set("grpc-status", UNIMPLEMENTED)
                                .set("grpc-message", "unknown service grpc.health.v1.Health"));
                return;
            }
            String status = services.get().get(service);
            if (status == null) {
                end(
                        context,
                        headers()
                                .set("grpc-status", NOT_FOUND)
                                .set("grpc-message", "unknown service"));
                return;
            }
            context.write(new DefaultHttp2HeadersFrame(headers()))
                    .addListener(FIRE_EXCEPTION_ON_FAILURE);
            context.write(new DefaultHttp2DataFrame(response(status)))
                    .addListener(FIRE_EXCEPTION_ON_FAILURE);
            end(context, new DefaultHttp2Headers().set("grpc-status", "0"));
        }

        private void end(ChannelHandlerContext context, Http2Headers trailers) {
            context.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true))
                    .addListener(FIRE_EXCEPTION_ON_FAILURE);
        }

        private Http2Headers headers() {
            return new DefaultHttp2Headers().status("200").set("content-type", "application/grpc");
        }
    }

    /// From `HealthCheckRequest`: after gRPC's five bytes, field 1 with its length, or nothing.
    private static String service(ByteBuf message) {
        if (message.readableBytes() <= 7) {
            return "";
        }
        return message.toString(7, message.getByte(6) & 0x7f, StandardCharsets.UTF_8);
    }

    private static ByteBuf response(String status) {
        int number = STATUSES.indexOf(status);
        if (number < 0) {
            throw new MalformedCase(status + " is no status; it is one of " + STATUSES);
        }
        return Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0, 2, 8, (byte) number});
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        Future<?> _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
