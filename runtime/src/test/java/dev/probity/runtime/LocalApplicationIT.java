package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.ReplicaState;
import dev.probity.journal.Replay;
import dev.probity.journal.SegmentReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

@Timeout(120)
class LocalApplicationIT {
    @TempDir Path directory;

    @Test
    void startsProbesAndRoutes() throws Exception {
        try (Watch watch = Watch.start(directory, TestService.web())) {
            watch.awaitReady("web-1", "web-2");
            assertThat(watch.get("/").body())
                    .isIn(watch.incarnation("web-1"), watch.incarnation("web-2"));
            watch.shutDown(false);
            assertThat(watch.lines)
                    .anySatisfy(line -> assertThat(line).contains("is moving to a ready state"));
        }
    }

    @Test
    void keepsAJournalThatReplaysByteForByte() throws Exception {
        Path journal;
        try (Watch watch = Watch.start(directory, TestService.web())) {
            watch.awaitReady("web-1", "web-2");
            watch.ask("web-1", "/set?ready=500");
            watch.awaitState("web-1", ReplicaState.HEALTHY);
            watch.signal("KILL", "web-2");
            watch.awaitLine("was ended by SIGKILL");
            watch.shutDown(false);
            journal = watch.running.state().journal();
        }
        List<Path> segments = SegmentReader.segments(journal);
        assertThat(segments).hasSize(1);
        Replay.Result replayed = Replay.of(segments.getFirst());
        assertThat(replayed.difference()).isEmpty();
        assertThat(replayed.steps()).isGreaterThan(20);
    }

    @Test
    void sendsTrafficToReadyReplicasOnly() throws Exception {
        try (Watch watch = Watch.start(directory, TestService.web())) {
            watch.awaitReady("web-1", "web-2");
            watch.ask("web-1", "/set?ready=500");
            watch.awaitState("web-1", ReplicaState.HEALTHY);
            String other = watch.incarnation("web-2");
            for (int request = 0; request < 20; request++) {
                assertThat(watch.get("/").body()).isEqualTo(other);
            }
            watch.ask("web-1", "/set?ready=200");
            watch.awaitReady("web-1");
            String back = watch.incarnation("web-1");
            await().until(() -> watch.get("/").body().equals(back));
        }
    }
}
