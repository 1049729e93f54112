package dev.probity.control.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The client against servers that are no Probity, or not any more.
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ControlClientIT {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";

    @TempDir private Path folder;

    private ServerSocketChannel server;
    private ControlClient client;

    @BeforeEach
    void listen() throws IOException {
        Path socket = folder.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        client = new ControlClient(socket);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /// Says this to the first who comes, whatever is asked.
    ///
    /// @param stays whether the connection is left open behind it
    private void answer(String text, boolean stays) {
        Thread.ofVirtual()
                .name("answer")
                .start(() -> {
                    try {
                        SocketChannel peer = server.accept();
                        peer.read(ByteBuffer.allocate(4096));
                        peer.write(StandardCharsets.UTF_8.encode(text));
                        if (!stays) {
                            peer.close();
                        }
                    } catch (IOException _) {
                        // the client has left, as some of these tests want
                    }
                });
    }

    @Test
    void readsWholeAndChunkedAnswers() throws Exception {
        answer(HEAD + "Content-Length: 7\r\n\r\n{\"a\":1}", true);
        assertThat(client.get("x").path("a").asInt()).isEqualTo(1);
        answer(
                HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3\r\n:2}\r\n0\r\n\r\n",
                true);
        assertThat(client.get("x").path("a").asInt()).isEqualTo(2);
    }

    @Test
    void saysThatAProbityIsSilent() {
        answer("", true);
        assertThatThrownBy(() -> client.stream("events", Duration.ofMillis(200)))
                .isInstanceOf(SilentException.class)
                .hasMessageContaining("its process may be stopped or overloaded");
    }

    @Test
    void noticesAnAnswerThatBreaksOff() {
        answer(HEAD + "Content-Length: 100\r\n\r\n{", false);
        assertThatThrownBy(() -> client.get("x"))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("in the middle of its answer");
        answer("", false);
        assertThatThrownBy(() -> client.get("x"))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("without an answer");
    }

    @Test
    void takesNothingElseForHttp() {
        answer("SSH-2.0-OpenSSH_9.2\r\n", true);
        assertThatThrownBy(() -> client.get("x")).hasMessageContaining("this is not HTTP");
        answer("x".repeat(20_000), true);
        assertThatThrownBy(() -> client.get("x")).hasMessageContaining("not HTTP");
        answer(HEAD + "Transfer-Encoding: chunked\r\n\r\nmany\r\n", true);
        assertThatThrownBy(() -> client.get("x")).hasMessageContaining("is no chunk size");
        String many =
                IntStream.range(0, 200)
                        .mapToObj(number -> "a" + number + ":b\r\n")
                        .collect(Collectors.joining());
        answer(HEAD + many + "\r\n", true);
        assertThatThrownBy(() -> client.get("x")).hasMessageContaining("make no sense");
    }

    @Test
    void tellsTheProblemOfARefusal() {
        String problem = "{\"detail\":\"no such thing\",\"details\":[\"line one\"]}";
        answer(
                "HTTP/1.1 404 Not Found\r\nContent-Length: "
                        + problem.length()
                        + "\r\n\r\n"
                        + problem,
                true);
        assertThatThrownBy(() -> client.get("x"))
                .isInstanceOf(Refused.class)
                .hasMessage("no such thing")
                .satisfies(e -> assertThat(((Refused) e).details()).containsExactly("line one"));
    }
}
