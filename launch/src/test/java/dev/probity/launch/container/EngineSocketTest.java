package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.launch.container.rest.EngineSocket;
import dev.probity.launch.container.rest.EngineSocket.Search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class EngineSocketTest {
    @TempDir private Path directory;

    @Test
    void takesWhatAVariableNames() throws IOException {
        Path socket = Files.createFile(directory.resolve("engine.sock"));

        assertThat(EngineSocket.find(Map.of("CONTAINER_HOST", "unix://" + socket)))
                .isEqualTo(new Search.Found(new EngineSocket(socket, "CONTAINER_HOST")));
        assertThat(
                        EngineSocket.find(
                                Map.of("DOCKER_HOST", socket + "", "CONTAINER_HOST", "unix:///x")))
                .isEqualTo(new Search.Found(new EngineSocket(socket, "DOCKER_HOST")));
    }

    @Test
    void saysWhatIsWrongWithAVariableInsteadOfLookingElsewhere() {
        assertThat(reason(Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375")))
                .contains("DOCKER_HOST is tcp://10.0.0.1:2375", "unix:///run/podman/podman.sock");
        assertThat(reason(Map.of("CONTAINER_HOST", "unix:///no/such.sock")))
                .contains("CONTAINER_HOST names /no/such.sock", "start the engine");
    }

    @Test
    void looksInTheUsersOwnPlaces() throws IOException {
        Files.createDirectory(directory.resolve("podman"));
        Path socket = Files.createFile(directory.resolve("podman/podman.sock"));

        Search search = EngineSocket.find(Map.of("XDG_RUNTIME_DIR", directory.toString()));

        // An engine of the whole machine goes first, where there is one.
        if (search instanceof Search.Found(EngineSocket(Path path, String _))
                && path.startsWith(directory)) {
            assertThat(path).isEqualTo(socket);
        } else {
            assertThat(
                            Path.of("/var/run/docker.sock").toFile().exists()
                                    || Path.of("/run/podman/podman.sock").toFile().exists())
                    .isTrue();
        }
    }

    private static String reason(Map<String, String> environment) {
        return ((Search.Nothing) EngineSocket.find(environment)).reason();
    }
}
