package dev.probity.conformance.action;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ServerSocketFactory;

/// Accepts connections on 127.0.0.1 and leaves each to somebody, on a virtual thread.
final class SocketServer implements ScriptedServer {

    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final Visits visits;
    private final Conversation conversation;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// What is done with a connection; it is closed afterwards.
    @FunctionalInterface
    interface Conversation {
        void hold(Socket socket) throws IOException, InterruptedException;
    }

    private SocketServer(ServerSocket server, Visits visits, Conversation conversation) {
        this.server = server;
        this.visits = visits;
        this.conversation = conversation;
    }

    static SocketServer start(ServerSocketFactory sockets, Visits visits, Conversation conversation)
            throws IOException {
        ServerSocket socket =
                sockets.createServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        SocketServer server = new SocketServer(socket, visits, conversation);
        Thread.ofVirtual().name("probity-case-server-" + server.port()).start(server::accept);
        return server;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                visits.connection();
                open.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            conversation.hold(socket);
        } catch (IOException e) {
            // The prober has heard enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
