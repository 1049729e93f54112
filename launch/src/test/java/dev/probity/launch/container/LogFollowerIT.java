package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// An engine that answers once and hangs up on everybody after that.
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LogFollowerIT {
    private static final Incarnation WEB =
            new Incarnation(new ReplicaId("web", 1), "web", "web_0e7fe12d-7");

    private final AtomicInteger asked = new AtomicInteger();

    private void serve(ServerSocketChannel server) {
        try {
            answer(server);
            while (true) {
                server.accept().close();
                asked.incrementAndGet();
            }
        } catch (IOException _) {
            // the test is over
        }
    }

    private static void answer(ServerSocketChannel server) throws IOException {
        String version = "{\"Version\": \"28.0\", \"ApiVersion\": \"1.44\"}";
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(version.length(), version);
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(4096));
            client.write(StandardCharsets.US_ASCII.encode(answer));
        }
    }

    @Test
    void leavesAnEngineAloneForAWhileThatHasGoneWithTheContainer(@TempDir Path folder)
            throws Exception {
        Path socket = folder.resolve("engine.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(() -> serve(server));
            try (ContainerEngine engine = ContainerEngine.at(socket)) {
                var follower =
                        new LogFollower(
                                engine,
                                "abc",
                                WEB,
                                (_, _, _) -> {},
                                CompletableFuture.completedFuture("exited"));
                follower.start();
                follower.awaitEnd(Duration.ofSeconds(1));
            }
        }
        assertThat(asked.get()).isBetween(1, 5); // at 0, 100, 300, 700 ms
    }
}
