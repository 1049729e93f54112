package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.runtime.StateDirectory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

@DisabledOnOs(OS.WINDOWS)
class SocketPlaceIT {
    @TempDir private Path folder;

    @Test
    void leadsAPathThatIsTooLongForASocketToAShortOneThatIsSafe() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(120)));
        Path socket;
        try (Controlled controlled = Controlled.start(folder, deep, Controlled.FILE)) {
            socket = controlled.running().state().socket();
            Path safe = socket.resolveSibling("");
            assertThat(controlled.client().get("services")).hasSize(2);
            assertThat(socket.toString()).hasSizeLessThan(100);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(safe)))
                    .isEqualTo("rwx------");
        }
        assertThat(socket.resolveSibling("")).doesNotExist();
    }

    @Test
    void clearsAwayWhatAKilledRunHasLeft() throws Exception {
        StateDirectory state = new StateDirectory(folder.resolve("e".repeat(120)));
        state.create();
        SocketPlace killed = SocketPlace.prepare(state, folder);
        Files.createFile(killed.socket());
        try (SocketPlace next = SocketPlace.prepare(state, folder)) {
            assertThat(killed.socket().resolveSibling("")).doesNotExist();
            assertThat(state.socket()).isEqualTo(next.socket()).isNotEqualTo(killed.socket());
        }
        assertThat(Files.exists(state.socketName(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
}
