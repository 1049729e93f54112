package dev.probity.probes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on loopback that does to each connection what a test says, well-behaved or not.
final class ScriptedPeer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    interface Behaviour {
        void serve(Socket socket) throws IOException;
    }

    private ScriptedPeer(ServerSocket server) {
        this.server = server;
    }

    static ScriptedPeer doing(Behaviour behaviour) {
        try {
            return doing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScriptedPeer doing(ServerSocket server, Behaviour behaviour) {
        ScriptedPeer peer = new ScriptedPeer(server);
        Thread.ofVirtual().start(() -> peer.accept(behaviour));
        return peer;
    }

    /// Reads the request, says this, and closes.
    static ScriptedPeer saying(String answer) {
        ScriptedPeer[] peer = new ScriptedPeer[1];
        ServerSocket server;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        peer[0] = new ScriptedPeer(server);
        Thread.ofVirtual()
                .start(() ->
                        peer[0].accept(socket -> {
                            peer[0].readRequest(socket);
                            say(socket, answer);
                        }));
        return peer[0];
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// @return the head of the request; empty when the prober left
    String readRequest(Socket socket) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                return "";
            }
            request.append((char) octet);
        }
        requests.add(request.toString());
        return request.toString();
    }

    private void accept(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(behaviour, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            behaviour.serve(socket);
        } catch (IOException e) {
            // The prober left, which is its right.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
