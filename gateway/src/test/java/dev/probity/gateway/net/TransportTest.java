package dev.probity.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class TransportTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @Test
    void takesWhatThisSystemHas() {
        assertThat(Transport.best().name()).isEqualTo(Epoll.isAvailable() ? "epoll" : "nio");
    }

    @Test
    void preparesWithoutLeavingAnythingOpen() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "only Linux lists what is open");
        Transport.best().prepare();
        long before = open();
        for (int i = 0; i < 20; i++) {
            Transport.best().prepare();
        }
        // The machinery of the tests may open one or two of its own meanwhile.
        assertThat(open()).isLessThan(before + 10);
    }

    private static long open() throws IOException {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.count();
        }
    }
}
