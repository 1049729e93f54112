package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

class EngineVersionTest {
    private static EngineVersion of(Map<String, String> head) {
        return EngineVersion.of(name -> Optional.ofNullable(head.get(name)));
    }

    @Test
    void podmanIsKnownByItsLibrary() {
        assertThat(of(Map.of("Server", "Libpod/4.3.1 (linux)", "Api-Version", "1.41")))
                .isEqualTo(new EngineVersion("Podman", "4.3.1", "1.41"));
    }

    @Test
    void dockerNamesItself() {
        assertThat(of(Map.of("Server", "Docker/20.10.24+dfsg1 (linux)", "Api-Version", "1.42")))
                .isEqualTo(new EngineVersion("Docker", "20.10.24+dfsg1", "1.42"));
    }

    @Test
    void whoSaysNothingIsTakenForDocker() {
        assertThat(of(Map.of())).isEqualTo(new EngineVersion("Docker", "unknown", "1.41"));
    }
}
