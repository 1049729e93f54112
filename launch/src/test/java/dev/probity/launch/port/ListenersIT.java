package dev.probity.launch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ListenersIT {

    @BeforeEach
    void onlyWhereTheSystemTells() {
        assumeThat(Files.isReadable(Path.of("/proc/net/tcp"))).isTrue();
    }

    @Test
    void namesTheOwnerOfATakenPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Listeners.whoListens(socket.getLocalPort()))
                    .get()
                    .hasToString("pid %d (java)".formatted(ProcessHandle.current().pid()));
        }
    }

    @Test
    void findsNobodyOnAFreePort() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(Listeners.whoListens(port)).isEmpty();
    }

    @Test
    void tellsThePortsThatAProgramReallyListensOn() throws IOException {
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Listeners.portsOf(List.of(ProcessHandle.current().pid())))
                    .contains(one.getLocalPort(), other.getLocalPort());
        }
        assertThat(Listeners.portsOf(List.of(1L << 40))).isEmpty();
    }
}
