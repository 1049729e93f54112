package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.ReplicaState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Whatever happens to one replica, clients of the service do not notice.
@Timeout(180)
class UnderLoadIT {
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    @TempDir Path directory;

    private Watch watch;
    private Load load;

    @BeforeEach
    void start() throws Exception {
        watch = Watch.start(directory, TestService.web());
        watch.awaitReady("web-1", "web-2");
        load = Load.on(watch.address("web"));
        load.awaitMore(100);
    }

    @AfterEach
    void nobodyNoticed() {
        load.awaitMore(100);
        load.close();
        watch.close();
        assertThat(load.failures()).isEmpty();
    }

    @Test
    void whenAReplicaIsDemotedAndPromotedAgain() throws Exception {
        watch.ask("web-1", "/set?ready=500");
        watch.awaitState("web-1", ReplicaState.HEALTHY);
        load.awaitMore(100);
        watch.ask("web-1", "/set?ready=200");
        watch.awaitReady("web-1");
    }

    @Test
    void whenAReplicaIsKilled() throws Exception {
        for (String victim : List.of("web-2", "web-1")) {
            String before = watch.incarnation(victim);
            watch.signal("KILL", victim);
            watch.awaitLine("Replica " + before + " was ended by SIGKILL");
            await().atMost(LIMIT).until(() -> !watch.incarnation(victim).equals(before));
            load.awaitMore(50);
            watch.awaitReady("web-1", "web-2");
        }
    }

    @Test
    void whenItFailsItsLivenessProbe() throws Exception {
        String before = watch.incarnation("web-2");
        watch.ask("web-2", "/set?live=500");
        watch.awaitLine("Killing replica " + before + " because it has failed the liveness probe");
        await().atMost(LIMIT).until(() -> !watch.incarnation("web-2").equals(before));
        watch.awaitReady("web-2");
    }

    @Test
    void whenAllAreRestartedOneAfterTheOther() throws Exception {
        String first = watch.incarnation("web-1");
        String second = watch.incarnation("web-2");
        Optional<String> problem =
                watch.command(id -> new Event.Restart(id, "web", OptionalInt.empty(), true));
        assertThat(problem).isEmpty();
        watch.awaitLine("All replicas of web are replaced");
        watch.awaitReady("web-1", "web-2");
        assertThat(watch.incarnation("web-1")).isNotEqualTo(first);
        assertThat(watch.incarnation("web-2")).isNotEqualTo(second);
    }

    @Test
    void whenItIsScaledUpAndDown() throws Exception {
        assertThat(watch.command(id -> new Event.Scale(id, "web", 3))).isEmpty();
        watch.awaitReady("web-3");
        load.awaitMore(100);
        assertThat(watch.command(id -> new Event.Scale(id, "web", 1))).isEmpty();
        await().atMost(LIMIT)
                .until(() -> watch.replica("web-2").isEmpty() && watch.replica("web-3").isEmpty());
    }
}
