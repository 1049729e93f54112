package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Host and path rules over replicas that really run.
@Timeout(180)
class IngressIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String FILE =
            """
            name: routed
            services:
              shop:
                command: $SERVER
                replicas: 2
                ports: [{containerPort: 0, port: 0}]
                readinessProbe: {httpGet: /ready, periodSeconds: 1}
              admin:
                command: $SERVER
                ports: [{containerPort: 0, port: 0}]
                readinessProbe: {httpGet: /ready, periodSeconds: 1}
            ingress:
              ports: [0]
              rules:
                - {host: admin.test, path: /, service: admin}
                - {path: /manage, service: admin}
                - {path: /shop, service: shop}
            """;

    @TempDir Path directory;

    @Test
    void leadsRequestsByHostAndPathToReplicasInRotation() throws Exception {
        try (Watch watch =
                Watch.start(Watch.options(directory), FromFile.application(directory, FILE))) {
            watch.awaitReady("shop-1", "shop-2", "admin-1");
            URI ingress = watch.address("ingress");
            String admin = watch.incarnation("admin-1");
            assertThat(get(ingress, "admin.test", "/")).endsWith(admin);
            assertThat(get(ingress, "ADMIN.test:1234", "/x")).endsWith(admin);
            assertThat(get(ingress, "other.test", "/manage/x")).endsWith(admin);
            assertThat(get(ingress, "other.test", "/managed")).contains(" 404 ");
            assertThat(get(ingress, "other.test", "/")).contains(" 404 ");
            assertThat(served(ingress))
                    .containsExactlyInAnyOrder(
                            watch.incarnation("shop-1"), watch.incarnation("shop-2"));

            watch.ask("shop-1", "/set?ready=500");
            String left = watch.incarnation("shop-2");
            await().atMost(LIMIT).until(() -> served(ingress).equals(Set.of(left)));
            watch.ask("admin-1", "/set?ready=500");
            await().atMost(LIMIT).until(() -> get(ingress, "admin.test", "/").contains(" 503 "));
            assertThat(get(ingress, "x", "/shop")).endsWith(left);
        }
    }

    /// Who answers twenty requests.
    private static Set<String> served(URI ingress) throws IOException {
        Set<String> names = new HashSet<>();
        for (int request = 0; request < 20; request++) {
            String answer = get(ingress, "x", "/shop");
            names.add(answer.substring(answer.lastIndexOf('\n') + 1));
        }
        return names;
    }

    private static String get(URI ingress, String host, String path) throws IOException {
        try (Socket socket = new Socket(ingress.getHost(), ingress.getPort())) {
            socket.setSoTimeout(20_000);
            String request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
