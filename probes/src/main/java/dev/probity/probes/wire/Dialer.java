package dev.probity.probes.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Opens connections on one event loop. All methods are called on that loop.
public final class Dialer {

    /// The size of one read: a small answer whole, and a large one in few reads.
    private static final int BUFFER = 16 * 1024;

    private final Transport transport;
    private final IoEventLoop loop;
    private final Names names;
    private final Tls tls;
    private final Borrowed borrowed = new Borrowed(BUFFER);

    Dialer(Transport transport, IoEventLoop loop, Names names, Tls tls) {
        this.transport = transport;
        this.loop = loop;
        this.names = names;
        this.tls = tls;
    }

    public IoEventLoop loop() {
        return loop;
    }

    /// Goes on when a connection with or without TLS can be made at once, whose time may count.
    public void whenReady(boolean secure, Runnable next) {
        if (!secure || tls.isReady()) {
            next.run();
        } else {
            names.aside(tls::prepare, () -> loop.execute(next));
        }
    }

    /// Opens a connection. The listener may hear from it before this returns.
    ///
    /// @param deadline by {@link System#nanoTime}; where a name has several addresses, each gets
    ///   its share of the time until then. Closing the wire at the deadline is the caller's part.
    public Wire dial(Destination destination, long deadline, WireListener listener) {
        Optional<InetAddress> literal = Names.literal(destination.host());
        if (literal.isEmpty()) {
            return new NamedWire(this, destination, deadline, listener).lookUp(names);
        }
        return connect(literal.get(), destination, listener);
    }

    /// Opens a connection to one address.
    Wire connect(InetAddress address, Destination destination, WireListener listener) {
        InetSocketAddress socketAddress = new InetSocketAddress(address, destination.port());
        if (transport == Transport.EPOLL && !destination.secure()) {
            return EpollWire.connect(loop, borrowed, socketAddress, listener);
        }
        return ChannelWire.connect(this, socketAddress, destination, listener);
    }

    /// Opens a channel with a protocol of its own to an address literal.
    public ChannelFuture openChannel(Destination destination, ChannelHandler handler) {
        InetAddress address =
                Names.literal(destination.host())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        destination.host() + " is no address"));
        return bootstrap(handler).connect(address, destination.port());
    }

    /// Closes a channel in whatever state it is.
    public void hangUp(ChannelFuture channel) {
        // Nobody waits for a close, and there is nothing to be done when it fails.
        Future<?> _ = channel.channel().close();
    }

    Bootstrap bootstrap(ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(transport.channel())
                // Every wait has a deadline of its own; this one must not come first.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(handler);
    }

    Tls tls() {
        return tls;
    }

    Borrowed borrowed() {
        return borrowed;
    }
}
