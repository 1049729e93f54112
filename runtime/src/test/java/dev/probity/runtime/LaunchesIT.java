package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.process.Ability;
import dev.probity.launch.process.ProcessLauncher;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class LaunchesIT {
    private static final Incarnation INCARNATION =
            new Incarnation(new ReplicaId("web", 1), "web", "web_1");

    @TempDir private Path folder;

    static List<Workload> workloads() {
        return List.of(
                new Workload.Command(List.of("web")),
                new Workload.Image("web:1", List.of(), List.of()));
    }

    /// Whatever it is: the engine must hear of it, and what waits for the launch must go on.
    @ParameterizedTest
    @MethodSource("workloads")
    void tellsALaunchThatCannotEvenBePlanned(Workload workload) throws InterruptedException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        CountDownLatch signalled = new CountDownLatch(1);
        try (var launcher = new ProcessLauncher(Ability.probe(), folder);
                var launches =
                        new Launches(
                                (_, _) -> {
                                    throw new UncheckedIOException(new IOException("disk full"));
                                },
                                launcher,
                                events::add)) {
            launches.launch(INCARNATION, container(workload));
            launches.after(INCARNATION, signalled::countDown);

            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Event.LaunchFailed.class,
                            failed -> assertThat(failed.reason()).contains("disk full"));
            assertThat(signalled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Container container(Workload workload) {
        return new Container(
                "web",
                Container.Kind.MAIN,
                workload,
                List.of(),
                Path.of("/"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
