package dev.probity.conformance.action;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port where nothing listens. It is bound all the same, so that nobody else begins to.
record ClosedPort(Socket socket) implements ScriptedServer {

    static ClosedPort reserve() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return new ClosedPort(socket);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
