package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probity.engine.Event;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.launch.log.LogEntry;
import dev.probity.launch.log.LogQuery;
import dev.probity.launch.log.LogReader;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Application;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A sample by its own file, on ports that are free here and with the patience of a test: what is
/// asked for start-up and readiness every five or ten seconds is asked every second, thresholds and
/// liveness are the file's own.
final class SampleRun implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(90); // the machine may be busy

    /// What the services look at every five seconds or more, and how long they drain.
    private static final Map<String, String> IMPATIENCE =
            Map.of(
                    "DATABASE_CHECK_SECONDS", "1",
                    "MLFLOW_CHECK_SECONDS", "0.5",
                    "S3_CHECK_SECONDS", "0.5",
                    "DRAIN_SECONDS", "0");

    private static final Path SAMPLES = Path.of("../../samples").toAbsolutePath().normalize();

    private final RunningApplication running;
    private final Optional<Path> data;

    private SampleRun(RunningApplication running, Optional<Path> data) {
        this.running = running;
        this.data = data;
    }

    /// @param file in the folder of the samples
    /// @param ports by the number that the file has
    /// @param variables for the file, and for what it runs
    static SampleRun start(
            String file, Map<Integer, Integer> ports, Map<String, String> variables, Path state)
            throws Exception {
        return start(file, ports, variables, state, UnaryOperator.identity());
    }

    /// @param change of the file's text
    static SampleRun start(
            String file,
            Map<Integer, Integer> ports,
            Map<String, String> variables,
            Path state,
            UnaryOperator<String> change)
            throws Exception {
        Path path = SAMPLES.resolve(file);
        String text = hurried(change.apply(Files.readString(path)));
        for (Map.Entry<Integer, Integer> port : ports.entrySet()) {
            text = text.replaceAll("\\b" + port.getKey() + "\\b", port.getValue().toString());
        }
        Map<String, String> environment = new HashMap<>(Sample.environment());
        environment.putAll(IMPATIENCE);
        environment.putAll(variables);
        Application application =
                ProbityYaml.read(
                                new Source(file, text),
                                path.resolveSibling(".").normalize(),
                                Surroundings.with(environment),
                                new Diagnostics())
                        .orElseThrow()
                        .application();
        return new SampleRun(
                LocalApplication.start(application, Options.of(environment).withStateBase(state)),
                Optional.ofNullable(variables.get("PGDATA")).map(Path::of));
    }

    /// A start-up probe keeps its budget: more attempts, as they come more often.
    private static String hurried(String text) {
        StringBuilder hurried = new StringBuilder();
        boolean patient = false;
        for (String line : text.split("\n")) {
            if (line.contains("Probe:")) {
                patient = line.contains("livenessProbe:");
            }
            hurried.append(
                            patient
                                    ? line
                                    : line.replaceAll(
                                                    "initialDelaySeconds: \\d+",
                                                    "initialDelaySeconds: 0")
                                            .replaceAll("periodSeconds: \\d+", "periodSeconds: 1")
                                            .replaceAll(
                                                    "failureThreshold: (6|30)",
                                                    "failureThreshold: 150"))
                    .append('\n');
        }
        return hurried.toString();
    }

    /// Skips the test where there is no PostgreSQL; with CI=true it goes on and fails.
    ///
    /// @return a folder for its data. Not below a test's own: the server may be another user, who
    ///   cannot enter there
    static Path folderForPostgres() throws IOException {
        assumeTrue(
                Files.isDirectory(Path.of("/usr/lib/postgresql")) || System.getenv("CI") != null,
                "no PostgreSQL on this machine; install the package postgresql");
        return Files.createTempDirectory("probity-postgresql");
    }

    static void requireBuilt(String jar) {
        assertThat(SAMPLES.resolve(jar)).as("the sample is built; run mvn verify").exists();
    }

    void awaitRotation(String service, int replicas) {
        await(replicas + " of " + service + " in the rotation")
                .atMost(LIMIT)
                .until(() -> rotation(service) == replicas);
    }

    int rotation(String service) {
        return running.snapshot().service(service).orElseThrow().rotation().size();
    }

    int restarts(String service) {
        return running.snapshot().service(service).orElseThrow().replicas().stream()
                .mapToInt(ReplicaView::restarts)
                .sum();
    }

    Optional<ReplicaView> replica(String service, int ordinal) {
        return running.snapshot().replica(new ReplicaId(service, ordinal));
    }

    int ownPort(String service, int ordinal) {
        return running.ports(new ReplicaId(service, ordinal)).values().iterator().next();
    }

    long process(String service, int ordinal) {
        return running.processes(new ReplicaId(service, ordinal)).getFirst();
    }

    /// What its first replica has printed so far.
    String log(String service) throws IOException {
        LogQuery query = LogQuery.everything().of(new ReplicaId(service, 1)::equals);
        StringBuilder text = new StringBuilder();
        try (LogReader reader = running.logs().read(query)) {
            for (Optional<LogEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof LogEntry.Line line) {
                    text.append(line.text()).append('\n');
                }
            }
        }
        return text.toString();
    }

    /// With SIGKILL, from outside. What is not to be started again stays away.
    void kill(String service) throws Exception {
        String pid = Long.toString(process(service, 1));
        assertThat(new ProcessBuilder("kill", "-KILL", pid).start().waitFor()).isZero();
    }

    void stop(String service) throws Exception {
        command(id -> new Event.Stop(id, List.of(service), Optional.empty()));
    }

    void start(String service) throws Exception {
        command(id -> new Event.Start(id, List.of(service)));
    }

    private void command(LongFunction<? extends Event.Command> command) throws Exception {
        Optional<String> refused =
                running.command(command)
                        .toCompletableFuture()
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(refused).isEmpty();
    }

    /// As Ctrl-C does.
    void end() throws Exception {
        running.command(id -> new Event.Shutdown(id, false));
        running.ended().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        running.close();
        if (data.isPresent()) {
            try (Stream<Path> files = Files.walk(data.get())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
