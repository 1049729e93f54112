package dev.probity.conformance.action;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/// Takes bytes and never says anything.
///
/// @param closes as soon as something has been said
/// @param delay before it closes
record TcpConversation(String server, boolean closes, Duration delay, Visits visits)
        implements SocketServer.Conversation {

    private static final int REQUEST = 64 * 1024;

    @Override
    public void hold(Socket socket) throws IOException, InterruptedException {
        byte[] buffer = new byte[REQUEST];
        int length = socket.getInputStream().read(buffer);
        while (length >= 0) {
            visits.bytes(length);
            if (closes) {
                visits.request(new Visits.Request(server, "", "", List.of()));
                Thread.sleep(delay);
                return;
            }
            length = socket.getInputStream().read(buffer);
        }
    }
}
