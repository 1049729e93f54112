package dev.probity.control.client;

import dev.probity.control.http.Json;
import dev.probity.control.http.RequestLines;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One request and its answer, in the little of HTTP/1.1 that the server of this room speaks.
final class Connection implements AutoCloseable {
    private static final int MOST_BODY_BYTES = 64 * 1024 * 1024; // the history of a large run
    private static final int MOST_HEADERS = 50;

    private final SocketChannel channel;
    private final TimedInput input;

    private int status;
    private final Map<String, String> headers = new HashMap<>();
    private long left; // bytes of the body or of the present chunk
    private boolean chunked;
    private boolean over;

    private Connection(SocketChannel channel, TimedInput input) {
        this.channel = channel;
        this.input = input;
    }

    /// @param silence how long nothing may come before the connection counts as broken
    static Connection open(Path socket, Duration silence) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            return new Connection(channel, new TimedInput(channel, silence));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Sends, and reads the head of the answer.
    ///
    /// @throws Refused when the answer is a problem
    void send(String method, String target, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        sendHead(method, target, Json.CONTENT_TYPE, "Content-Length: " + body.length);
        input.write(ByteBuffer.wrap(body));
        readAnswer();
    }

    /// Sends the first line of a request that goes on, and reads the head of the answer. The rest
    /// is for another thread to send.
    ///
    /// @throws Refused when the answer is a problem
    RequestStream begin(String method, String target, String line) throws IOException {
        sendHead(method, target, RequestLines.CONTENT_TYPE, "Transfer-Encoding: chunked");
        input.write(RequestStream.chunk(line));
        readAnswer();
        return RequestStream.on(channel);
    }

    private void sendHead(String method, String target, String type, String framing)
            throws IOException {
        String head =
                "%s %s HTTP/1.1\r\nHost: probity\r\nContent-Type: %s\r\n%s\r\nConnection: close\r\n\r\n"
                        .formatted(method, target, type, framing);
        input.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    }

    private void readAnswer() throws IOException {
        readHead();
        if (status >= 400) {
            throw Refused.of(status, Json.read(readBody()));
        }
    }

    private void readHead() throws IOException {
        String[] words = input.line().split(" ", 3);
        if (words.length < 2 || !words[1].matches("\\d{3}")) {
            throw new IOException("this is not HTTP: " + String.join(" ", words));
        }
        status = Integer.parseInt(words[1]);
        for (String line = input.line(); !line.isEmpty(); line = input.line()) {
            int colon = line.indexOf(':');
            if (colon < 0 || headers.size() == MOST_HEADERS) {
                throw new IOException("the headers of the answer make no sense");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        left = chunked ? 0 : Long.parseLong(headers.getOrDefault("content-length", "0"));
        over = !chunked && left == 0;
    }

    String readBody() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            if (body.size() == MOST_BODY_BYTES) {
                throw new IOException("the answer is longer than " + MOST_BODY_BYTES + " bytes");
            }
            body.write(next);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /// The next byte of the body; -1 at its end.
    int read() throws IOException {
        if (left == 0 && chunked && !over) {
            nextChunk();
        }
        if (over) {
            return -1;
        }
        int next = input.read();
        if (next < 0) {
            throw new EOFException("Probity ended in the middle of its answer");
        }
        left--;
        over = left == 0 && !chunked;
        return next;
    }

    /// `<size in hex> CR LF <bytes> CR LF`, the last one of size 0.
    private void nextChunk() throws IOException {
        String size = input.line();
        if (size.isEmpty()) {
            size = input.line(); // the end of the chunk before
        }
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new IOException("the answer breaks off: \"" + size + "\" is no chunk size");
        }
        left = Long.parseLong(size, 16);
        over = left == 0;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            input.close();
        }
    }
}
