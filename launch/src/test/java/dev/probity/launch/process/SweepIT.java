package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the sweep leaves alone.
class SweepIT {

    @TempDir private Path directory;
    private Process stranger;

    @BeforeEach
    void startAStranger() throws IOException {
        stranger = new ProcessBuilder("sleep", "300").start();
    }

    @AfterEach
    void endTheStranger() {
        stranger.destroyForcibly();
    }

    private void footprint(long started, String boot) throws IOException {
        var footprint =
                new Footprint("web_1-1", stranger.pid(), started, boot, "0123456789abcdef", "");
        Files.writeString(directory.resolve("web_1-1"), footprint.text());
    }

    @Test
    void endsAProcessThatItsFootprintNamesForGood() throws Exception {
        footprint(Footprints.started(stranger.toHandle()), Footprints.boot());

        assertThat(Sweep.of(directory)).containsExactly(new Sweep.Left("web_1-1", stranger.pid()));
        assertThat(stranger.waitFor()).isEqualTo(137);
    }

    @Test
    void leavesAProcessAloneThatGotThePidOfAnother() throws IOException {
        footprint(Footprints.started(stranger.toHandle()) - 1, Footprints.boot());

        assertThat(Sweep.of(directory)).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesEverythingAloneAfterAReboot() throws IOException {
        footprint(Footprints.started(stranger.toHandle()), "another boot");

        assertThat(Sweep.of(directory)).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void skipsATornFootprint() throws IOException {
        Files.writeString(directory.resolve("web_1-1"), "1\nweb_1-1\n" + stranger.pid());

        assertThat(Sweep.of(directory)).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isContentWithADirectoryThatDoesNotExist() {
        assertThat(Sweep.of(directory.resolve("never"))).isEmpty();
    }
}
