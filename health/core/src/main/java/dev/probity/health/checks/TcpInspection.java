package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// @param address unresolved
record TcpInspection(InetSocketAddress address) implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        try (Socket socket = new Socket()) {
            int millis = (int) Math.max(1, attempt.remaining().toMillis());
            socket.connect(
                    new InetSocketAddress(address.getHostString(), address.getPort()), millis);
            return Result.up();
        } catch (IOException problem) {
            return Result.down("tcp_not_accessible", problem);
        }
    }
}
