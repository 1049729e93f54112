package dev.probity.gateway.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/// How sockets are driven: native epoll on Linux, the JDK's selector elsewhere.
public record Transport(
        String name,
        IoHandlerFactory ioHandler,
        Class<? extends ServerChannel> server,
        Class<? extends Channel> client) {

    public static Transport best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    public static Transport epoll() {
        return new Transport(
                "epoll",
                SteadyEpoll.newFactory(),
                EpollServerSocketChannel.class,
                EpollSocketChannel.class);
    }

    public static Transport nio() {
        return new Transport(
                "nio",
                NioIoHandler.newFactory(),
                NioServerSocketChannel.class,
                NioSocketChannel.class);
    }

    /// Makes a channel that nobody needs, with a handler that does nothing: the first one of a
    /// process takes longer than a thousand others.
    public void prepare() {
        Channel channel = new ReflectiveChannelFactory<>(client).newChannel();
        channel.pipeline().addLast(new ChannelDuplexHandler());
        channel.unsafe().closeForcibly();
    }
}
