package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Services that wait for others, each for something else. The others reach it one step after the
/// other, when this test lets them.
@Timeout(180)
class DependenciesIT {
    private static final String FILE =
            """
            name: waiting
            services:
              db:
                command: [sleep, "600"]
                startupProbe: {exec: [test, -e, started], periodSeconds: 1, failureThreshold: 600}
                livenessProbe: {exec: [test, -e, healthy], periodSeconds: 1, failureThreshold: 600}
                readinessProbe: {exec: [test, -e, ready], periodSeconds: 1, failureThreshold: 600}
              migrate:
                command: [sh, -c, "until [ -e migrated ]; do sleep 0.1; done"]
                restartPolicy: OnFailure
              on-started: {command: [sleep, "600"], dependsOn: {db: started}}
              on-healthy: {command: [sleep, "600"], dependsOn: {db: healthy}}
              on-ready: {command: [sleep, "600"], dependsOn: {db: ready}}
              on-completed: {command: [sleep, "600"], dependsOn: {migrate: completed}}
            """;

    @TempDir Path directory;

    @Test
    void eachConditionIsWaitedForAndNoOther() throws Exception {
        try (Watch watch =
                Watch.start(Watch.options(directory), FromFile.application(directory, FILE))) {
            watch.awaitLine("Replica on-started-1 waits for db (started)");
            watch.awaitLine("Replica on-healthy-1 waits for db (healthy)");
            watch.awaitLine("Replica on-ready-1 waits for db (ready)");
            watch.awaitLine("Replica on-completed-1 waits for migrate (completed)");
            reach(watch, "started", "on-started-1", List.of("on-healthy-1", "on-ready-1"));
            reach(watch, "healthy", "on-healthy-1", List.of("on-ready-1", "on-completed-1"));
            reach(watch, "ready", "on-ready-1", List.of("on-completed-1"));
            reach(watch, "migrated", "on-completed-1", List.of());
            stopsDependentsFirst(watch);
        }
    }

    private void reach(Watch watch, String mark, String waiting, List<String> stillWaiting)
            throws Exception {
        Files.createFile(directory.resolve(mark));
        watch.awaitReady(waiting);
        for (String replica : stillWaiting) {
            assertThat(watch.replica(replica).orElseThrow().state())
                    .as(replica)
                    .isEqualTo(ReplicaState.PENDING);
        }
    }

    private static void stopsDependentsFirst(Watch watch) throws Exception {
        watch.shutDown(false);
        // What was told last may still be on its way.
        await().untilAsserted(() -> assertThat(killed(watch)).hasSize(5).last().isEqualTo("db"));
    }

    private static List<String> killed(Watch watch) {
        return watch.happenings(Happening.Killing.class)
                .map(killing -> killing.incarnation().replica().service())
                .toList();
    }
}
