package dev.probity.probes.wire;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A plain connection straight on the system's calls. A probe lives for so short a time that a
/// channel with its pipeline, options and promises costs more than the probe itself.
///
/// A probe to this machine takes six calls: socket, connect, connect, send, recv, close; and one to
/// be told about the answer.
///
/// SO_LINGER, which the kubelet sets to one second, is left alone: on Linux it makes close() wait
/// for the other side, which would hold up the loop, and shortens no TIME-WAIT.
final class EpollWire implements Wire, EpollIoHandle {

    private static final EpollIoOps ANSWER =
            EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP).with(EpollIoOps.EPOLLET);
    private static final EpollIoOps EVERYTHING = ANSWER.with(EpollIoOps.EPOLLOUT);
    private static final byte[] NOTHING = {};

    private final IoEventLoop loop;
    private final Borrowed borrowed;
    private final StreamSocket socket;
    private final InetSocketAddress remote;
    private final WireListener listener;

    private boolean open = true;
    private boolean connected;
    private byte[] unsent = NOTHING;
    private int sent;
    private @Nullable IoRegistration registration;

    private EpollWire(
            IoEventLoop loop,
            Borrowed borrowed,
            StreamSocket socket,
            InetSocketAddress remote,
            WireListener listener) {
        this.loop = loop;
        this.borrowed = borrowed;
        this.socket = socket;
        this.remote = remote;
        this.listener = listener;
    }

    static Wire connect(
            IoEventLoop loop, Borrowed borrowed, InetSocketAddress remote, WireListener listener) {
        StreamSocket socket;
        try {
            socket = StreamSocket.of(remote.getAddress());
        } catch (ChannelException e) {
            listener.broke(GoError.opening(remote, e));
            return ClosedWire.CLOSED;
        }
        EpollWire wire = new EpollWire(loop, borrowed, socket, remote, listener);
        wire.connect();
        return wire;
    }

    private void connect() {
        try {
            // Over loopback the connection stands when the first call returns, which says
            // "in progress" all the same; the second one saves the wait for being told.
            boolean stands =
                    socket.connect(remote)
                            || (remote.getAddress().isLoopbackAddress() && socket.connect(remote));
            if (stands) {
                opened();
            }
            watch(stands ? ANSWER : EVERYTHING);
        } catch (IOException e) {
            fail(GoError.dialing(remote, e));
        }
    }

    private void opened() {
        connected = true;
        listener.opened(this);
    }

    /// Asks to be told; with edge triggering once is enough, whatever happens.
    private void watch(EpollIoOps interest) {
        if (!open) {
            return;
        }
        try {
            if (registration == null) {
                registration = loop.register(this).getNow();
            }
            registration.submit(interest);
        } catch (UncheckedIOException e) {
            fail(GoError.dialing(remote, e));
        }
    }

    @Override
    public void send(byte[] bytes) {
        unsent = bytes;
        sent = 0;
        flush();
    }

    private void flush() {
        ByteBuffer direct = borrowed.direct();
        try {
            while (sent < unsent.length) {
                int length = Math.min(unsent.length - sent, direct.capacity());
                direct.clear().put(unsent, sent, length);
                int written = socket.send(direct, 0, length);
                if (written == 0) {
                    watch(EVERYTHING);
                    return;
                }
                sent += written;
            }
            unsent = NOTHING;
        } catch (IOException e) {
            fail(GoError.writing(socket.localAddress(), remote, e));
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (open && !connected) {
            finishConnect();
        }
        if (open && connected && unsent.length > 0) {
            flush();
        }
        if (open && connected) {
            EpollIoOps ops = ((EpollIoEvent) event).ops();
            read(ops.contains(EpollIoOps.EPOLLRDHUP) || ops.contains(EpollIoOps.EPOLLERR));
        }
    }

    private void finishConnect() {
        try {
            if (socket.finishConnect()) {
                opened();
            }
        } catch (IOException e) {
            fail(GoError.dialing(remote, e));
        }
    }

    /// @param last nothing more will be told, so read until the end shows
    private void read(boolean last) {
        ByteBuffer direct = borrowed.direct();
        try {
            while (open) {
                direct.clear();
                int length = socket.recv(direct, 0, direct.capacity());
                if (length < 0) {
                    close();
                    listener.ended();
                    return;
                }
                direct.get(0, borrowed.heap(), 0, length);
                if (length > 0) {
                    listener.received(borrowed.heap(), length);
                }
                if (length == 0 || (length < direct.capacity() && !last)) {
                    return;
                }
            }
        } catch (IOException e) {
            fail(GoError.reading(socket.localAddress(), remote, e));
        }
    }

    private void fail(String error) {
        if (open) {
            close();
            listener.broke(error);
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            socket.close();
        } catch (IOException e) {
            // What the other side failed to take no longer matters to anybody.
        }
        if (registration != null) {
            registration.cancel();
        }
    }
}
