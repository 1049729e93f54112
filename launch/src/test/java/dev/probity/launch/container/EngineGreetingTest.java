package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.probity.launch.container.rest.EngineProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;

@Timeout(30)
class EngineGreetingTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\n"
                    + "Server: Docker/9\r\n"
                    + "Api-Version: 1.50\r\n"
                    + "Content-Length: 2\r\n\r\n"
                    + "{}";

    @TempDir private Path folder;

    private Map<String, String> environment() {
        return Map.of("CONTAINER_HOST", "unix://" + folder.resolve("engine"));
    }

    private ServerSocketChannel engine() throws IOException {
        var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(folder.resolve("engine")));
        return socket;
    }

    private static void serve(ServerSocketChannel socket) {
        while (socket.isOpen()) {
            try (SocketChannel client = socket.accept()) {
                client.read(ByteBuffer.allocate(4096));
                client.write(ByteBuffer.wrap(ANSWER.getBytes(US_ASCII)));
            } catch (IOException _) {
                // the next one
            }
        }
    }

    @Test
    void bringsAnAnswerOnce() throws Exception {
        try (ServerSocketChannel socket = engine();
                EngineGreeting greeting = EngineGreeting.planned()) {
            Thread.ofPlatform().daemon().start(() -> serve(socket));
            Thread.ofPlatform().daemon().start(() -> greeting.speak(environment()));

            try (ContainerEngine engine = greeting.take().orElseThrow()) {
                assertThat(engine.version()).hasToString("Docker 9");
            }
            assertThat(greeting.take()).isEmpty();
        }
    }

    @Test
    void tellsWhyTheEngineDoesNotAnswerOnce() throws Exception {
        engine().close(); // its file is there still
        try (EngineGreeting greeting = EngineGreeting.planned()) {
            greeting.speak(environment());

            assertThatThrownBy(greeting::take)
                    .isInstanceOf(EngineProblem.class)
                    .hasMessageContaining("no container engine answers at");
            assertThat(greeting.take()).isEmpty();
        }
    }

    @Test
    void findsNobodyToGreet() throws Exception {
        try (EngineGreeting greeting = EngineGreeting.planned()) {
            greeting.speak(environment());

            assertThat(greeting.take()).isEmpty();
        }
    }

    @Test
    void isSkipped() throws Exception {
        try (EngineGreeting greeting = EngineGreeting.planned()) {
            greeting.skip();

            assertThat(greeting.take()).isEmpty();
        }
    }
}
