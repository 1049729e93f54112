package dev.probity.gateway;

import dev.probity.gateway.pool.Endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A replica that behaves as a test wants it to, well or badly, on a real socket.
final class FakeEndpoint implements AutoCloseable {

    /// What the endpoint does with each connection.
    @FunctionalInterface
    interface Behaviour {
        void serve(Wire wire) throws IOException;
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Endpoint endpoint;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private FakeEndpoint(Behaviour behaviour) throws IOException {
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.behaviour = behaviour;
        this.endpoint =
                new Endpoint("fake-" + COUNT.incrementAndGet(), "127.0.0.1", server.getLocalPort());
        Thread.ofVirtual().start(this::accept);
    }

    static FakeEndpoint doing(Behaviour behaviour) {
        try {
            return new FakeEndpoint(behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers every request on every connection with 200 and this body.
    static FakeEndpoint answering(String body) {
        return doing(wire -> {
            while (wire.readHead() != null) {
                wire.sendAnswer(body);
            }
        });
    }

    /// A port that nobody listens on.
    static Endpoint refusing() {
        try (FakeEndpoint gone = answering("")) {
            return gone.endpoint();
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /// The heads of all requests that have come, in order.
    List<String> heads() {
        return heads;
    }

    int accepted() {
        return accepted.get();
    }

    int open() {
        return open.size();
    }

    /// What kill -9 does: the system closes everything at once.
    void kill() {
        close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            behaviour.serve(new Wire(socket, heads::add));
        } catch (IOException gone) {
            // The gateway has closed it, which tests see on their side.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
