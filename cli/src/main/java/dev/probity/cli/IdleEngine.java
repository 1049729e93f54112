package dev.probity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// Answers as a container engine that has every image and starts no container, for a rehearsal on
/// machines that may have none: what talks to an engine is then in the start-up cache.
final class IdleEngine implements AutoCloseable {
    private static final String INFO = "{\"OperatingSystem\": \"none\"}";

    // Not the address at which the rehearsal's own ports are.
    private static final String NETWORK =
            "{\"IPAM\": {\"Config\": [{\"Gateway\": \"127.0.0.2\"}]}}";

    private final ServerSocketChannel socket;

    private IdleEngine(ServerSocketChannel socket) {
        this.socket = socket;
    }

    static IdleEngine at(Path path) throws IOException {
        var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path));
        var engine = new IdleEngine(socket);
        Thread.ofPlatform().name("idle engine").daemon().start(engine::serve);
        return engine;
    }

    private void serve() {
        while (socket.isOpen()) {
            try (SocketChannel client = socket.accept()) {
                String line = new BufferedReader(Channels.newReader(client, UTF_8)).readLine();
                String path = line == null ? "" : line.replaceAll("^\\S+ | \\S+$", "");
                client.write(ByteBuffer.wrap(answer(path).getBytes(UTF_8)));
            } catch (IOException _) {
                // the next one
            }
        }
    }

    private static String answer(String path) {
        if (path.contains("/networks/")) {
            return answer("200 OK", NETWORK);
        }
        if (path.contains("/images/") || path.contains("/containers/create?")) {
            return answer("200 OK", "{\"Id\": \"rehearsal\"}");
        }
        return path.endsWith("/_ping") || path.endsWith("/info")
                ? answer("200 OK", INFO)
                : answer("404 Not Found", "{\"message\": \"there is nothing here\"}");
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 %s\r\nServer: Docker/1\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
