package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Output;
import dev.probity.launch.log.LogEntry;
import dev.probity.launch.log.LogLimits;
import dev.probity.launch.log.LogQuery;
import dev.probity.launch.log.LogReader;
import dev.probity.launch.log.Logs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Many processes, and much from them.
@Isolated("it counts the files and threads of this JVM")
class CrowdIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir private Path directory;

    private static Incarnation incarnation(int number) {
        return new Incarnation(new ReplicaId("web", number), "web", "web_%08x-0".formatted(number));
    }

    private LaunchPlan plan(dev.probity.launch.OutputSink output, String... command) {
        return new LaunchPlan(
                List.of(command),
                Map.of("PATH", System.getenv("PATH")),
                directory,
                Optional.empty(),
                output);
    }

    private ProcessLauncher launcher() {
        return new ProcessLauncher(Ability.probe(), directory.resolve("incarnations"));
    }

    private static void launch(
            ProcessLauncher launcher, int number, LaunchPlan plan, CountDownLatch exits) {
        launcher.launch(
                incarnation(number),
                Stage.container(plan.command()),
                plan,
                event -> {
                    if (event instanceof Event.Exited) {
                        exits.countDown();
                    }
                });
    }

    /// Virtual threads that wait for pipes would hold every carrier by then.
    @Test
    void letsVirtualThreadsRunWhileThreeHundredSilentChildrenAreReadFrom() throws Exception {
        int children = 300;
        AtomicInteger started = new AtomicInteger();
        try (ProcessLauncher launcher = launcher()) {
            for (int number = 1; number <= children; number++) {
                LaunchPlan plan = plan((_, _, _) -> {}, "sleep", "300");
                launcher.launch(
                        incarnation(number),
                        Stage.container(plan.command()),
                        plan,
                        event -> {
                            if (event instanceof Event.Started) {
                                started.incrementAndGet();
                            }
                        });
            }
            await().atMost(LONG).until(() -> started.get() == children);

            CountDownLatch ran = new CountDownLatch(100);
            for (int number = 0; number < 100; number++) {
                Thread.ofVirtual().start(ran::countDown);
            }
            assertThat(ran.await(3, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void keepsEveryLineOfAFlood() throws Exception {
        int children = 4;
        int lines = 50_000;
        var limits = new LogLimits(5_000_000, 50);
        CountDownLatch exits = new CountDownLatch(children);
        try (var logs = new Logs(directory.resolve("logs"), limits, InstantSource.system())) {
            try (ProcessLauncher launcher = launcher()) {
                for (int number = 1; number <= children; number++) {
                    String count = "seq -f 'line %.0f of a flood' 1 " + lines;
                    String script = number % 2 == 0 ? count + " >&2" : count;
                    launch(launcher, number, plan(logs, "sh", "-c", script), exits);
                }
                assertThat(exits.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
            assertThat(logs.troubles()).isEmpty();
            assertThat(counted(logs))
                    .hasSize(children)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(lines));
        }
    }

    // Each replica's lines must come in their order, without a hole.
    private static Map<ReplicaId, Integer> counted(Logs logs) throws IOException {
        Map<ReplicaId, Integer> counts = new HashMap<>();
        try (LogReader reader = logs.read(LogQuery.everything())) {
            for (Optional<LogEntry> entry = reader.next();
                    entry.isPresent();
                    entry = reader.next()) {
                var line = (LogEntry.Line) entry.get();
                int number = counts.merge(line.replica(), 1, Integer::sum);
                assertThat(line.text()).isEqualTo("line " + number + " of a flood");
                Output expected = line.replica().ordinal() % 2 == 0 ? Output.STDERR : Output.STDOUT;
                assertThat(line.stream()).isEqualTo(expected);
            }
        }
        return counts;
    }

    @Test
    void leaksNeitherThreadsNorFilesOverTwoHundredLaunches() throws Exception {
        try (ProcessLauncher launcher = launcher()) {
            rounds(launcher, 20);
            long files = openFiles();
            int threads = platformThreads();

            rounds(launcher, 200);

            await().atMost(Stage.SOON)
                    .untilAsserted(() -> {
                        assertThat(openFiles()).isLessThanOrEqualTo(files + 5);
                        // The platform's own reapers stay for a minute.
                        assertThat(platformThreads()).isLessThanOrEqualTo(threads + 5);
                    });
            assertThat(directory.resolve("incarnations")).isEmptyDirectory();
        }
    }

    private void rounds(ProcessLauncher launcher, int count) throws InterruptedException {
        CountDownLatch exits = new CountDownLatch(count);
        for (int number = 1; number <= count; number++) {
            launch(launcher, number, plan((_, _, _) -> {}, "true"), exits);
        }
        assertThat(exits.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(Stage.SOON)
                .untilAsserted(
                        () -> assertThat(directory.resolve("incarnations")).isEmptyDirectory());
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static int platformThreads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.getName().startsWith("process reaper"))
                        .count();
    }
}
