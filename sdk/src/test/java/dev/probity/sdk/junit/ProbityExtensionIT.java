package dev.probity.sdk.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;

/// The extension runs the application of a file around this class.
class ProbityExtensionIT {
    @RegisterExtension
    static final ProbityExtension APPLICATION =
            ProbityExtension.of(Path.of("src/test/resources/probity.yaml"))
                    .with(
                            "JAVA",
                            Path.of(System.getProperty("java.home"), "bin", "java").toString())
                    .with("CLASSES", System.getProperty("java.class.path"));

    @Test
    void isReadyBeforeTheFirstTest() throws Exception {
        URI web = APPLICATION.address("web");
        try (Socket socket = new Socket(web.getHost(), web.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(APPLICATION.service().application().snapshot().services()).hasSize(1);
    }

    @Test
    void saysThatItRunsOnlyMeanwhile() {
        assertThatThrownBy(() -> ProbityExtension.of(Path.of("x.yaml")).service())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("x.yaml");
    }

    @Test
    void tellsWhatIsWrongWithAFile() {
        ProbityExtension broken = ProbityExtension.of(Path.of("src/test/resources/broken.yaml"));
        assertThatThrownBy(broken::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown key \"comand\"");
    }
}
