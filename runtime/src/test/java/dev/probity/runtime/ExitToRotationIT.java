package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A replica that has exited leaves the rotation the moment its exit is seen, not at its next
/// probe.
@Timeout(120)
@Isolated("it measures")
class ExitToRotationIT {
    private static final int REPLICAS = 15;

    /// The aim is 3 ms on a quiet machine; this one may be busy, and a probe would take a second.
    private static final Duration BOUND = Duration.ofMillis(200);

    @TempDir Path directory;

    @Test
    void takesMillisecondsInTheMedian() throws Exception {
        TestService sleepers =
                TestService.web()
                        .replicas(REPLICAS)
                        .command(TestService.shell("exec sleep 600"))
                        .probes(Optional.empty(), Optional.empty());
        List<Duration> delays = new ArrayList<>();
        try (Watch watch = Watch.start(directory, sleepers)) {
            watch.awaitReady("web-" + REPLICAS);
            for (int replica = 1; replica <= REPLICAS; replica++) {
                watch.awaitReady("web-" + replica);
                delays.add(delay(watch, new ReplicaId("web", replica)));
            }
        }
        delays.sort(null);
        System.out.println("exit to out of rotation: " + delays);
        assertThat(delays.get(REPLICAS / 2)).isLessThan(BOUND);
    }

    private static Duration delay(Watch watch, ReplicaId victim) throws Exception {
        ProcessHandle process =
                ProcessHandle.of(watch.running.processes(victim).getFirst()).orElseThrow();
        try (Subscription subscription = watch.running.subscribe(1_000)) {
            long began = System.nanoTime();
            assertThat(process.destroyForcibly()).isTrue();
            while (true) {
                Told told = subscription.next(Duration.ofSeconds(30)).orElseThrow();
                if (told.notice() instanceof Notice.Happened(Happening.RotationChanged rotation)
                        && !rotation.replicas().contains(victim)) {
                    return Duration.ofNanos(System.nanoTime() - began);
                }
            }
        }
    }
}
