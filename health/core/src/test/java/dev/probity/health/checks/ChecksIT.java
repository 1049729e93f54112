package dev.probity.health.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.probity.health.Attempt;
import dev.probity.health.Check;
import dev.probity.health.Result;
import dev.probity.health.Status;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Against real databases, sockets, files and certificates.
class ChecksIT {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AtomicReference<Reply> reply = new AtomicReference<>(new Reply(200, "OK"));
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final HttpServer server;

    private record Reply(int status, String body) {}

    ChecksIT() throws IOException {
        server = HttpServer.create(ANY, 0);
    }

    @BeforeEach
    void listen() {
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.set(
                                exchange.getRequestMethod()
                                        + " "
                                        + exchange.getRequestURI()
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("Authorization"));
                        byte[] body = reply.get().body().getBytes(StandardCharsets.UTF_8);
                        boolean head = exchange.getRequestMethod().equals("HEAD");
                        exchange.sendResponseHeaders(reply.get().status(), head ? -1 : body.length);
                        if (!head) {
                            exchange.getResponseBody().write(body);
                        }
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Result run(Check check) {
        try {
            return check.inspection().inspect(Attempt.within(Duration.ofSeconds(2)));
        } catch (Exception problem) {
            throw new AssertionError(problem);
        }
    }

    private static String reason(Check check) {
        return switch (run(check)) {
            case Result.Up up -> "";
            case Result.Degraded degraded -> degraded.reason();
            case Result.Down down -> down.reason();
        };
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(ANY);
            return socket.getLocalPort();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Test
    void aDatabaseIsAskedThroughItsPool() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:checks");
        assertThat(reason(Checks.jdbc("db", database))).isEmpty();

        database.setURL("jdbc:h2:tcp://127.0.0.1:" + closedPort() + "/none");
        assertThat(reason(Checks.jdbc("db", database))).isEqualTo("database_not_accessible");
    }

    @Test
    void anAddressIsAskedOverHttp() {
        Check check = Checks.http("billing", uri("/health"));
        assertThat(reason(check)).isEmpty();
        assertThat(asked.get()).startsWith("GET /health ");
        reply.set(new Reply(302, ""));
        assertThat(reason(check)).isEmpty();
        reply.set(new Reply(503, "no"));
        assertThat(reason(check)).isEqualTo("http_status");
        assertThat(run(check).data()).containsEntry("http_status", 503L);
        URI nobody = URI.create("http://127.0.0.1:" + closedPort() + "/");
        assertThat(reason(Checks.http("nobody", nobody))).isEqualTo("http_not_accessible");
        assertThatThrownBy(() -> Checks.http("x", URI.create("ftp://host/")))
                .hasMessage(
                        "\"ftp://host/\" is asked over HTTP; it has to begin with http://HOST or"
                                + " https://");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(ANY); // the system accepts, nobody answers
            Check check =
                    Checks.http("silent", URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            long began = System.nanoTime();
            Result result =
                    ((HttpInspection) check.inspection())
                            .inspect(Attempt.within(Duration.ofMillis(200)));
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(reason(Checks.tcp("silent", "127.0.0.1", silent.getLocalPort()))).isEmpty();
        }
        assertThat(reason(Checks.tcp("closed", "127.0.0.1", closedPort())))
                .isEqualTo("tcp_not_accessible");
        assertThat(reason(Checks.tcp("nowhere", "no-such-host.invalid", 80)))
                .isEqualTo("tcp_not_accessible");
    }

    @Test
    void aRegistryIsAskedByAnApiCall() {
        Check check = Checks.mlflow("mlflow", uri("/"), "Bearer t");
        reply.set(new Reply(200, "{}"));
        assertThat(reason(check)).isEmpty();
        assertThat(asked.get())
                .isEqualTo("GET /api/2.0/mlflow/registered-models/search?max_results=1 Bearer t");
        reply.set(new Reply(403, "Invalid Host header - possible DNS rebinding attack detected"));
        assertThat(reason(check)).isEqualTo("mlflow_host_not_allowed");
        reply.set(new Reply(403, "no"));
        assertThat(reason(check)).isEqualTo("mlflow_access_denied");
        reply.set(new Reply(500, "no"));
        assertThat(reason(check)).isEqualTo("mlflow_not_accessible");
        assertThat(check.toString()).doesNotContain("Bearer t");
    }

    private S3Bucket bucket(boolean pathStyle) {
        return new S3Bucket(
                uri(""),
                "eu-central-1",
                "predictions",
                new S3Bucket.Credentials("AKID", "hunter2"),
                pathStyle);
    }

    @Test
    void aBucketIsAskedForWithASignature() {
        Check check = Checks.s3("s3", bucket(true));
        assertThat(reason(check)).isEmpty();
        assertThat(asked.get())
                .startsWith("HEAD /predictions AWS4-HMAC-SHA256 Credential=AKID/")
                .contains(
                        "/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;");
        Map<Integer, String> reasons =
                Map.of(
                        301, "s3_wrong_region",
                        403, "s3_access_denied",
                        404, "s3_bucket_missing",
                        500, "s3_not_accessible");
        reasons.forEach((status, reason) -> {
            reply.set(new Reply(status, ""));
            assertThat(reason(check)).isEqualTo(reason);
        });
        assertThat(bucket(false).uri()).hasAuthority("predictions." + uri("").getAuthority());
        assertThat(check.toString()).doesNotContain("hunter2").contains("secretKey=withheld");
        assertThatThrownBy(() ->
                        new S3Bucket(
                                uri(""),
                                "r",
                                "No_Bucket",
                                new S3Bucket.Credentials("a", "b"),
                                true))
                .hasMessage(
                        "the bucket is called \"No_Bucket\"; S3 takes 3 to 63 of a-z, 0-9, . and"
                                + " -");
    }

    /// "get-vanilla" of the test suite that AWS publishes for Signature Version 4.
    @Test
    void signsAsAwsDoes() {
        assertThat(
                        Signature.signature(
                                "GET\n/",
                                new TreeMap<>(
                                        Map.of(
                                                "host",
                                                "example.amazonaws.com",
                                                "x-amz-date",
                                                "20150830T123600Z")),
                                "20150830/us-east-1/service/aws4_request",
                                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
                .isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void aDiskIsFullWhenTooLittleIsLeft(@TempDir Path folder) {
        assertThat(reason(Checks.disk("disk", folder, 1))).isEmpty();
        assertThat(reason(Checks.disk("disk", folder, Long.MAX_VALUE))).isEqualTo("disk_full");
        assertThat(reason(Checks.disk("disk", folder.resolve("none"), 1)))
                .isEqualTo("disk_not_accessible");
        assertThat(Checks.disk("disk", folder, 1).critical()).isFalse();
    }

    @Test
    void namesWhatHangsBeforeItsTimeIsOver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            Attempt attempt = Attempt.within(Duration.ofSeconds(2));
            assertThat(Checks.mlflow("mlflow", uri).inspection().inspect(attempt))
                    .isInstanceOfSatisfying(
                            Result.Down.class,
                            down -> assertThat(down.reason()).isEqualTo("mlflow_not_accessible"));
            assertThat(attempt.remaining()).isPositive();
        }
    }

    @Test
    void aDatabaseThatHangsIsCalledByItsNameToo() {
        Result overdue = Checks.jdbc("db", new JdbcDataSource()).inspection().overdue();
        assertThat(overdue)
                .isInstanceOfSatisfying(
                        Result.Down.class,
                        down -> assertThat(down.reason()).isEqualTo("database_not_accessible"));
    }

    @Test
    void memoryIsLowByWhatACollectionLeaves() {
        assertThat(reason(Checks.memory("memory", 0.99))).isEmpty();
        Attempt attempt = Attempt.within(Duration.ofSeconds(1));
        List<MemoryUsage> pools =
                List.of(new MemoryUsage(0, 10, 10, 10), new MemoryUsage(0, 95, 100, 100));
        assertThat(new MemoryInspection(0.9, () -> pools).inspect(attempt).status())
                .isEqualTo(Status.DEGRADED);
        assertThat(new MemoryInspection(0.96, () -> pools).inspect(attempt).status())
                .isEqualTo(Status.UP);
        assertThat(new MemoryInspection(0.9, List::of).inspect(attempt).status())
                .isEqualTo(Status.UP);
    }

    /// A key and a certificate that is valid for 90 days.
    private static KeyStore keys(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-validity",
                                "90",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    @Test
    void aCertificateIsLookedAtBeforeItExpires(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder);
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        Path file = folder.resolve("server.der");
        Files.write(file, keys.getCertificate("server").getEncoded());
        try (SSLServerSocket listener =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> shake(listener));
            int port = listener.getLocalPort();
            Duration month = Duration.ofDays(30);
            assertThat(reason(Checks.certificate("tls", "127.0.0.1", port, month))).isEmpty();
            assertThat(reason(Checks.certificate("tls", "127.0.0.1", port, Duration.ofDays(91))))
                    .isEqualTo("certificate_expires_soon");
            assertThat(reason(Checks.certificate("tls", file, month))).isEmpty();
        }
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(91)), ZoneOffset.UTC);
        assertThat(
                        new FileCertificateInspection(file, Duration.ofDays(1), later)
                                .inspect(Attempt.within(Duration.ofSeconds(1))))
                .isInstanceOf(Result.Down.class);
        assertThat(reason(Checks.certificate("tls", folder.resolve("none"), Duration.ofDays(1))))
                .isEqualTo("certificate_not_readable");
    }

    /// The looker closes right after the handshake, and the listener is closed at the end.
    private static void shake(SSLServerSocket listener) {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.startHandshake();
            } catch (IOException over) {
                assertThat(over).isNotNull();
            }
        }
    }
}
