package dev.probity.conformance.action;

import dev.probity.conformance.action.Visits.Header;
import dev.probity.conformance.action.Visits.Request;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers requests by routes, over HTTP/1.1.
///
/// @param delay before every answer
record HttpConversation(String server, Duration delay, List<Route> routes, Visits visits)
        implements SocketServer.Conversation {

    private static final int MAX_HEAD = 64 * 1024;

    /// The first byte of every connection with TLS.
    private static final int TLS_HANDSHAKE = 0x16;

    HttpConversation {
        routes = List.copyOf(routes);
    }

    @Override
    public void hold(Socket socket) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        if (greetsWithTls(in)) {
            write(socket.getOutputStream(), "HTTP/1.0 400 Bad Request\r\n\r\nno HTTP\n");
            return;
        }
        boolean goesOn = true;
        while (goesOn) {
            Optional<Request> request = read(in);
            if (request.isEmpty()) {
                return;
            }
            visits.request(request.get());
            Optional<Route> route =
                    routes.stream().filter(r -> r.matches(request.get().path())).findFirst();
            goesOn = answer(request.get(), route, socket.getOutputStream());
        }
    }

    /// Someone takes this for a server with TLS, and waits for an answer to the greeting.
    private static boolean greetsWithTls(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == TLS_HANDSHAKE;
    }

    private Optional<Request> read(InputStream in) throws IOException {
        Optional<String> head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        visits.bytes(head.get().length());
        String[] lines = head.get().split("\r\n", -1);
        String[] first = lines[0].split(" ", 3);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.add(
                        new Header(
                                lines[i].substring(0, colon),
                                lines[i].substring(colon + 1).strip()));
            }
        }
        return Optional.of(
                new Request(server, first[0], first.length > 1 ? first[1] : "", headers));
    }

    /// Empty when the other side leaves before it has said all.
    private static Optional<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int octet = in.read();
            if (octet < 0 || head.length() > MAX_HEAD) {
                return Optional.empty();
            }
            head.append((char) octet);
        }
        return Optional.of(head.toString());
    }

    /// @return whether another request may come over this connection
    private boolean answer(Request request, Optional<Route> found, OutputStream out)
            throws IOException, InterruptedException {
        if (found.isEmpty()) {
            write(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            return !closes(request);
        }
        Route route = found.get();
        Thread.sleep(delay.plus(route.delay()));
        HttpAnswer answer = HttpAnswer.of(route);
        write(out, answer.head());
        switch (route.body()) {
            case Route.Body.Whole(String text) -> write(out, answer.framed(text));
            case Route.Body.Endless(String piece) -> {
                while (!Thread.interrupted()) {
                    write(out, answer.framed(piece));
                }
            }
        }
        if (route.stall().isPresent()) {
            Thread.sleep(route.stall().get());
        }
        write(out, answer.end());
        return !route.closeAfterBody() && !answer.endsByClosing() && !closes(request);
    }

    private static boolean closes(Request request) {
        return request.value("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
