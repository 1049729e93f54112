package dev.probity.samples.logging;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The service as a process of its own, which can be killed.
final class ServiceProcess {
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    static ServiceProcess start(Path log, Map<String, String> environment) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx96m",
                                        "-Xshare:auto",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        classPath,
                                        Main.class.getName()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start());
    }

    ServiceProcess awaitReady(Client client) {
        await("ready")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.get("/ready").statusCode() == 200);
        return this;
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        int code = process.destroyForcibly().waitFor();
        if (code == 0) {
            throw new AssertionError("it has ended by itself");
        }
    }

    /// SIGTERM, and what it ends with.
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
