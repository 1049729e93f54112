package dev.probity.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.probity.engine.Outcome;
import dev.probity.probes.wire.Transport;
import dev.probity.spec.Handler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Probes over TLS that agrees on HTTP/2, as Go's client asks for it: with nginx, and with peers
/// that break the rules. Their certificate is good for nobody.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2ProbeIT {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    @TempDir private Path folder;

    private KeyStore keys;

    private final Asking asking = Asking.over(Transport.best());

    @BeforeAll
    void makeCertificate(@TempDir Path shared) throws Exception {
        Path store = shared.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "peer",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=nobody.invalid",
                                "-storepass",
                                String.valueOf(PASSWORD),
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    @AfterAll
    void close() {
        asking.close();
    }

    private Outcome ask(int port, String path, Duration timeout) {
        Handler handler = Asking.get(Optional.empty(), port, path, Handler.Scheme.HTTPS, List.of());
        return asking.ask(handler, timeout, Asking.LOCAL).outcome();
    }

    private Outcome ask(int port, String path) {
        return ask(port, path, Asking.PATIENT);
    }

    // ---- nginx ----

    @Test
    void speaksHttp2ToAServerThatDoes() throws Exception {
        int port = freePort();
        Process nginx = nginx(port);
        try {
            assertThat(ask(port, "/protocol")).isEqualTo(new Outcome.Success("HTTP/2.0 "));
            assertThat(ask(port, "/bad"))
                    .isEqualTo(new Outcome.Failure("HTTP probe failed with statuscode: 503"));
            assertThat(ask(port, "/moved")).isEqualTo(new Outcome.Success("HTTP/2.0 "));
            assertThat(ask(port, "/away")).isInstanceOf(Outcome.Warning.class);
            assertThat(ask(port, "/nothing")).isEqualTo(new Outcome.Success(""));
            assertThat(ask(port, "/large").output()).isEqualTo("x".repeat(10_240));
            Handler.Header agent = new Handler.Header("User-Agent", "mine/1");
            Handler.Header host = new Handler.Header("Host", "named.test");
            Handler.Header connection = new Handler.Header("Connection", "close");
            Handler withHeaders =
                    Asking.get(
                            Optional.empty(),
                            port,
                            "/headers",
                            Handler.Scheme.HTTPS,
                            List.of(agent, host, connection));
            assertThat(asking.ask(withHeaders).outcome())
                    .isEqualTo(new Outcome.Success("named.test mine/1 */*"));
        } finally {
            nginx.destroy();
            assertThat(nginx.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process nginx(int port) throws Exception {
        String there = found("nginx");
        if (System.getenv("CI") == null) {
            assumeThat(there).as("nginx is not installed").isNotEmpty();
        }
        Key key = keys.getKey("peer", PASSWORD);
        pem("key.pem", "PRIVATE KEY", key.getEncoded());
        pem("certificate.pem", "CERTIFICATE", keys.getCertificate("peer").getEncoded());
        Files.writeString(folder.resolve("large"), "x".repeat(100_000));
        Path file = folder.resolve("nginx.conf");
        Files.writeString(
                file,
                """
                daemon off; master_process off; pid FOLDER/pid; error_log FOLDER/error.log;
                events {}
                http {
                  access_log off; root FOLDER;
                  client_body_temp_path FOLDER/1; proxy_temp_path FOLDER/2;
                  fastcgi_temp_path FOLDER/3; uwsgi_temp_path FOLDER/4; scgi_temp_path FOLDER/5;
                  server {
                    listen 127.0.0.1:PORT ssl http2;
                    ssl_certificate FOLDER/certificate.pem;
                    ssl_certificate_key FOLDER/key.pem;
                    absolute_redirect off;
                    location /protocol { return 200 "$server_protocol $http_connection"; }
                    location /headers { return 200 "$host $http_user_agent $http_accept"; }
                    location /bad { return 503; }
                    location /moved { return 302 /protocol; }
                    location /away { return 302 https://elsewhere.test/; }
                    location /nothing { return 204; }
                    location /large { }
                  }
                }
                """
                        .replace("FOLDER", folder.toString())
                        .replace("PORT", Integer.toString(port)));
        Process process =
                new ProcessBuilder(
                                there, "-c", file.toString(), "-e", folder.resolve("e").toString())
                        .inheritIO()
                        .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> listens(port) || !process.isAlive());
        assertThat(process.isAlive()).as("nginx runs").isTrue();
        return process;
    }

    private static String found(String program) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "command -v " + program).start();
        String path = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return path;
    }

    private void pem(String file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN "
                        + what
                        + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(bytes)
                        + "\n-----END "
                        + what
                        + "-----\n");
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // ---- peers that agree on HTTP/2 and then break its rules ----

    /// Sends these bytes to everyone who comes, and then leaves or stays.
    private SSLServerSocket peer(boolean stays, byte[]... frames) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        server.setSSLParameters(parameters);
        Thread.ofPlatform().daemon().name("peer").start(() -> serve(server, stays, frames));
        return server;
    }

    private static void serve(SSLServerSocket server, boolean stays, byte[][] frames) {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                socket.startHandshake();
                for (byte[] frame : frames) {
                    socket.getOutputStream().write(frame);
                }
                socket.getOutputStream().flush();
                // What the probe has asked is read, so that the end is not a reset.
                int heard = socket.getInputStream().read(new byte[4096]);
                if (!stays || heard < 0) {
                    socket.close();
                }
            } catch (IOException _) {
                // the next one
            }
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void failsWhenThePeerLeavesWithoutAnAnswer() throws Exception {
        try (SSLServerSocket peer = peer(false, SETTINGS)) {
            assertThat(ask(peer.getLocalPort(), "/").output()).endsWith(": unexpected EOF");
        }
    }

    @Test
    void failsWhenThePeerSpeaksSomethingElse() throws Exception {
        try (SSLServerSocket peer = peer(true, "HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8))) {
            assertThat(ask(peer.getLocalPort(), "/"))
                    .isInstanceOf(Outcome.Failure.class)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("connection error: ");
        }
    }

    @Test
    void tellsWhyThePeerWantsNoMore() throws Exception {
        byte[] reset = bytes(0, 0, 4, 3, 0, 0, 0, 0, 3, 0, 0, 0, 7);
        byte[] goAway = bytes(0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11);
        try (SSLServerSocket refusing = peer(true, SETTINGS, reset);
                SSLServerSocket calming = peer(true, SETTINGS, goAway)) {
            assertThat(ask(refusing.getLocalPort(), "/").output())
                    .endsWith("stream error: stream ID 3; REFUSED_STREAM; received from peer");
            assertThat(ask(calming.getLocalPort(), "/").output())
                    .endsWith(
                            "http2: server sent GOAWAY and closed the connection; LastStreamID=0,"
                                    + " ErrCode=ENHANCE_YOUR_CALM, debug=\"\"");
        }
    }

    @Test
    void waitsNoLongerThanItsTimeoutForAPeerThatSaysNothing() throws Exception {
        try (SSLServerSocket peer = peer(true)) {
            assertThat(ask(peer.getLocalPort(), "/", Duration.ofSeconds(2)).output())
                    .contains("Client.Timeout exceeded while awaiting headers");
        }
    }
}
