package dev.probity.tests.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A kube-apiserver over an etcd of its own, with rights by role. There are no controllers: a test
/// plays their part by patching status and events in.
public final class ApiServer implements AutoCloseable {
    /// May do everything.
    public static final String ADMIN = "admin-token";

    /// Is known, and may do nothing.
    public static final String VISITOR = "visitor-token";

    /// Where {@link #program} looks first.
    private static final String CACHE = "PROBITY_API_SERVER_CACHE";

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path directory;
    private final int port;
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http;

    private ApiServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.http = HttpClient.newBuilder().sslContext(trusting()).build();
    }

    /// What `build.sh` has built; nothing where nobody has.
    public static Optional<Path> program() {
        Path cache =
                Optional.ofNullable(System.getenv(CACHE))
                        .map(Path::of)
                        .orElseGet(() ->
                                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                                        .map(Path::of)
                                        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                                        .resolve("probity-tests/api-server"));
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> releases = Files.list(cache)) {
            return releases.map(release -> release.resolve("kube-apiserver"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether both programs are there.
    public static boolean isPossible() {
        return program().isPresent() && etcd().isPresent();
    }

    private static Optional<Path> etcd() {
        return Stream.of("/usr/bin/etcd", "/usr/local/bin/etcd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Waits until it answers.
    ///
    /// @param directory for everything that the two keep
    public static ApiServer start(Path directory) throws IOException, InterruptedException {
        int[] ports = freePorts(3);
        ApiServer server = new ApiServer(directory, ports[2]);
        try {
            server.begin(ports);
            server.awaitAnswer();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void begin(int[] ports) throws IOException {
        String store = "http://127.0.0.1:" + ports[0];
        String peer = "http://127.0.0.1:" + ports[1];
        run(
                "etcd",
                etcd().orElseThrow().toString(),
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + store,
                "--advertise-client-urls=" + store,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
        Path key = directory.resolve("account.key");
        Files.writeString(key, privateKey());
        Path tokens = directory.resolve("tokens.csv");
        Files.writeString(
                tokens,
                """
                %s,admin,admin,"system:masters"
                %s,visitor,visitor
                """
                        .formatted(ADMIN, VISITOR));
        run(
                "kube-apiserver",
                program().orElseThrow().toString(),
                "--etcd-servers=" + store,
                "--secure-port=" + port,
                "--bind-address=127.0.0.1",
                "--advertise-address=192.0.2.1",
                "--cert-dir=" + directory.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                // Accounts are made by a controller, and there is none.
                "--disable-admission-plugins=ServiceAccount",
                "--endpoint-reconciler-type=none");
    }

    private void run(String name, String... command) throws IOException {
        Path log = directory.resolve(name + ".log");
        processes.add(
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            for (Process process : processes) {
                if (!process.isAlive()) {
                    throw new IOException(
                            process.info().command().orElse("a process")
                                    + " has ended; its log is in "
                                    + directory);
                }
            }
            try {
                if (send("GET", "/readyz", "", "").statusCode() == 200
                        && send("GET", "/api/v1/namespaces/default", "", "").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet;
                }
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException(
                        "no API server within " + START + "; logs are in " + directory);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    public String address() {
        return "https://127.0.0.1:" + port;
    }

    /// What clients know the server by.
    public Path certificate() {
        return directory.resolve("certificates").resolve("apiserver.crt");
    }

    /// A file for clients of this server.
    ///
    /// @param token one of those above, or another, which is not known
    /// @param namespace of the context `test`
    public Path kubeconfig(String token, String namespace) throws IOException {
        Path file = Files.createTempFile(directory, "kubeconfig", ".yaml");
        return Files.writeString(
                file,
                """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters:
                  - name: test
                    cluster: {server: "%s", insecure-skip-tls-verify: true}
                users:
                  - name: user
                    user: {token: %s}
                contexts:
                  - name: test
                    context: {cluster: test, user: user, namespace: %s}
                """
                        .formatted(address(), token, namespace));
    }

    public void createNamespace(String name) throws IOException, InterruptedException {
        post(
                "/api/v1/namespaces",
                """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}\
                """
                        .formatted(name));
    }

    /// As the administrator.
    ///
    /// @param path from the root, such as `/api/v1/namespaces`
    public JsonNode get(String path) throws IOException, InterruptedException {
        return good(send("GET", path, "", ""));
    }

    public JsonNode post(String path, String json) throws IOException, InterruptedException {
        return good(send("POST", path, "application/json", json));
    }

    /// Changes what a merge patch says, as a controller does it: at `/status` the status.
    public JsonNode merge(String path, String json) throws IOException, InterruptedException {
        return good(send("PATCH", path, "application/merge-patch+json", json));
    }

    /// Applies as another field manager than Probity.
    public JsonNode apply(String path, String manager, String json)
            throws IOException, InterruptedException {
        return good(
                send(
                        "PATCH",
                        path + "?force=true&fieldManager=" + manager,
                        "application/apply-patch+yaml",
                        json));
    }

    private static JsonNode good(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + ADMIN);
        if (type.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Ends both, at once: nothing that they keep is wanted.
    @Override
    public void close() {
        for (Process process : processes.reversed()) {
            process.destroyForcibly();
        }
        for (Process process : processes) {
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        http.close();
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                    + pem("PUBLIC KEY", pair.getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has RSA", e);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                        what);
    }

    private static int[] freePorts(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ports[i] = sockets[i].getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    /// The server makes its certificate itself, and it is a process of this test.
    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError("every JDK has TLS", e);
        }
    }

    private static final class Trusting extends javax.net.ssl.X509ExtendedTrustManager
            implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket s) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket s) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
