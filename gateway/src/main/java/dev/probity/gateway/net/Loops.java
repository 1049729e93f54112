package dev.probity.gateway.net;

import dev.probity.gateway.pool.Carriers;
import dev.probity.gateway.pool.Member;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The gateway's event loops, one thread each.
public final class Loops implements Carriers {
    private final Transport transport;
    private final MultiThreadIoEventLoopGroup group;
    private final List<Loop> loops;

    public Loops(int count, Transport transport, Duration tick) {
        this.transport = transport;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        count,
                        new DefaultThreadFactory("probity-gateway", true),
                        transport.ioHandler());
        List<Loop> started = new ArrayList<>();
        for (EventExecutor executor : group) {
            Loop loop = new Loop((EventLoop) executor, transport);
            loop.startTicking(tick);
            started.add(loop);
        }
        this.loops = List.copyOf(started);
    }

    /// Listens. The handler gets each connection on the loop that will carry it to its end.
    ///
    /// @param early whether this machine need not have the address yet, where the transport can
    ///   listen on such a one
    public ChannelFuture bind(
            InetSocketAddress address, boolean early, BiConsumer<Loop, Channel> accepted) {
        var bootstrap = new ServerBootstrap();
        if (early && transport.server() == EpollServerSocketChannel.class) {
            bootstrap.option(EpollChannelOption.IP_FREEBIND, true);
        }
        return bootstrap
                .group(group)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                Loop loop = current();
                                loop.adopt(channel);
                                accepted.accept(loop, channel);
                            }
                        })
                .bind(address);
    }

    private Loop current() {
        for (Loop loop : loops) {
            if (loop.eventLoop().inEventLoop()) {
                return loop;
            }
        }
        throw new IllegalStateException(Thread.currentThread() + " is no loop of this gateway");
    }

    /// Runs on every loop, once each, at its next turn.
    public void onEach(Consumer<Loop> action) {
        for (Loop loop : loops) {
            loop.eventLoop().execute(() -> action.accept(loop));
        }
    }

    @Override
    public void left(Member member) {
        onEach(loop -> loop.connections().each(connection -> connection.left(member)));
    }

    @Override
    public void cut(Member member) {
        onEach(loop -> loop.connections().each(connection -> connection.cut(member)));
    }

    @Override
    public void after(Duration delay, Runnable action) {
        var _ = group.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    public Future<?> shutDown() {
        onEach(Loop::release);
        return group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
