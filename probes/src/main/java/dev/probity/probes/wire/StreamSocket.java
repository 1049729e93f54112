package dev.probity.probes.wire;

import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Socket;

import java.net.Inet4Address;
import java.net.InetAddress;

/// A TCP socket of the address's own family.
final class StreamSocket extends Socket {

    private StreamSocket(int fd) {
        super(fd);
    }

    static StreamSocket of(InetAddress address) {
        return new StreamSocket(
                newSocketStream0(
                        address instanceof Inet4Address
                                ? SocketProtocolFamily.INET
                                : SocketProtocolFamily.INET6));
    }
}
