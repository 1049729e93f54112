package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.dialects.kubernetes.KubernetesDialect;
import dev.probity.engine.Event;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A Pod of a manifest, with init containers and a sidecar, as processes of this machine. Each one
/// writes down what it does.
@Tag("whole")
@Timeout(120)
class PodE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: pod
              annotations: {probity.dev/process: "*"}
            spec:
              initContainers:
                - name: first
                  command: [sh, -c, echo first >> log]
                - name: side
                  restartPolicy: Always
                  command:
                    - sh
                    - -c
                    - |
                      echo side up >> log
                      trap 'echo side down >> log; exit 0' TERM
                      sleep 1; touch started
                      while :; do sleep 0.1; done
                  startupProbe: {exec: {command: [test, -f, started]}, periodSeconds: 1, failureThreshold: 30}
                  livenessProbe: {exec: {command: [test, -f, started]}, periodSeconds: 1, failureThreshold: 1}
                - name: second
                  command: [sh, -c, test -f started && echo second >> log]
              containers:
                - name: web
                  command:
                    - sh
                    - -c
                    - |
                      echo "web up as $NAME" >> log
                      trap 'sleep 0.5; echo web down >> log; exit 0' TERM
                      while :; do sleep 0.1; done
                  env: [{name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                - name: other
                  command: [sh, -c, exec sleep 1000]
            """;

    @TempDir Path directory;
    @TempDir Path state;

    @Test
    void livesAndDiesByTheKubeletsRules() throws Exception {
        Reading reading =
                Dialects.read(
                        new KubernetesDialect(),
                        new Source("pod.yaml", POD),
                        directory,
                        Surroundings.with(Map.of()));
        Options options = Options.of(Map.of("PATH", System.getenv("PATH"))).withStateBase(state);
        try (RunningApplication running =
                LocalApplication.start(reading.resolved().orElseThrow().application(), options)) {
            awaitState(running, ReplicaState.READY);
            assertThat(log()).containsExactly("first", "side up", "second", "web up as pod-1");

            Files.delete(directory.resolve("started"));
            await().atMost(LIMIT).until(() -> restarts(running, "side") == 1);
            awaitState(running, ReplicaState.READY);
            assertThat(restarts(running, "web")).isZero();
            assertThat(restarts(running, "other")).isZero();
            assertThat(log().subList(4, log().size())).containsExactly("side down", "side up");

            running.command(id -> new Event.Shutdown(id, false));
            running.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(log().subList(6, log().size())).containsExactly("web down", "side down");
        }
    }

    private List<String> log() throws Exception {
        return Files.readAllLines(directory.resolve("log"));
    }

    private static Optional<ReplicaView> replica(RunningApplication running) {
        return running.snapshot().replica(new ReplicaId("pod", 1));
    }

    private static void awaitState(RunningApplication running, ReplicaState wanted) {
        await(wanted.name())
                .atMost(LIMIT)
                .until(() -> replica(running).filter(it -> it.state() == wanted).isPresent());
    }

    private static int restarts(RunningApplication running, String container) {
        return replica(running).stream()
                .flatMap(found -> found.containers().stream())
                .filter(view -> view.name().equals(container))
                .mapToInt(ContainerView::restarts)
                .sum();
    }
}
