package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.launch.container.EngineGreeting;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@Timeout(30)
class WarmUpIT {
    @TempDir private Path folder;
    private ServerSocketChannel engine;
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    @BeforeEach
    void listen() throws IOException {
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        engine.bind(UnixDomainSocketAddress.of(folder.resolve("engine")));
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (SocketChannel _ = engine.accept()) {
                        asked.complete(null);
                    } catch (IOException _) {
                        // nobody came
                    }
                });
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
    }

    private EngineGreeting begin(Path file) {
        return WarmUp.begin(file, Map.of("CONTAINER_HOST", "unix://" + folder.resolve("engine")));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("application.yaml"), text);
    }

    private boolean isAsked() throws Exception {
        try {
            asked.get(300, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    @Test
    void greetsTheEngineWhereTheFileNamesAnImage() throws Exception {
        try (EngineGreeting _ = begin(file("services: {web: {image: nginx}}"))) {
            asked.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void greetsTheEngineWhereTheFileNamesADockerFile() throws Exception {
        try (EngineGreeting _ = begin(file("services: [{name: web, dockerFile: ./Dockerfile}]"))) {
            asked.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void leavesTheEngineAloneWhereTheFileNamesPrograms() throws Exception {
        try (EngineGreeting _ = begin(file("services: {web: {command: sleep 9}}"))) {
            assertThat(isAsked()).isFalse();
        }
    }

    @Test
    void doesNotTakeAwayWhatComesThroughAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        try (EngineGreeting _ = begin(pipe)) {
            assertThat(isAsked()).isFalse();
        }
    }
}
