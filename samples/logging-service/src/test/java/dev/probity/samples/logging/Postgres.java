package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL server of the test's own, made by the script that the sample has for it.
final class Postgres {
    private static final Path SCRIPT = Path.of("database").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    private final Path data;
    private final int port;
    private Process process;

    private Postgres(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        this.process = run();
    }

    /// Skips the test where there is no PostgreSQL; with CI=true that is a failure.
    static Postgres start() throws Exception {
        boolean there =
                Stream.of(System.getenv("PATH").split(":"))
                                .map(folder -> Path.of(folder, "postgres"))
                                .anyMatch(Files::isExecutable)
                        || Files.isDirectory(Path.of("/usr/lib/postgresql"));
        if (System.getenv("CI") == null) {
            assumeTrue(there, "no PostgreSQL on this machine; install the package postgresql");
        }
        // Not in the test's own folder: the server is another user, who may not enter there.
        Path data = Files.createTempDirectory("probity-postgresql");
        return new Postgres(data, Ports.free()).awaitListening();
    }

    private Process run() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", SCRIPT.toString(), "run", Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        Path.of("target", "postgresql.log").toFile()));
        builder.environment().put("PGDATA", data.toString());
        return builder.start();
    }

    String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/postgres";
    }

    private Postgres awaitListening() {
        await("PostgreSQL listens").atMost(LIMIT).until(this::listens);
        return this;
    }

    private boolean listens() {
        assertThat(process.isAlive()).as("see target/postgresql.log").isTrue();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// SIGKILL, to all of it.
    void kill() throws Exception {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        await("all of it is gone")
                .atMost(LIMIT)
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    void startAgain() throws IOException {
        process = run();
        var unused = awaitListening();
    }

    /// It neither answers nor refuses from here on.
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        for (ProcessHandle each :
                Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            String pid = Long.toString(each.pid());
            int code = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
            // Its workers come and go.
            assertThat(code == 0 || !each.isAlive()).as("%s to %s", name, pid).isTrue();
        }
    }

    void end() throws Exception {
        kill();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .map(Path::toFile)
                    .forEach(file -> {
                        if (!file.delete()) {
                            file.deleteOnExit();
                        }
                    });
        }
    }
}
