package dev.probity.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.runtime.Options;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

class RunningServiceIT {
    @TempDir private Path folder;

    private RunningService start(Service service) throws Exception {
        return RunningService.start(
                service.application(), Options.of(System.getenv()).withStateBase(folder));
    }

    private static Service.Builder server(int port) {
        return Service.named("web")
                .image(
                        Program.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                TestServer.class.getName()))
                .port(Port.of(port));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void runsUntilItIsClosed() throws Exception {
        int port = freePort();
        Service service =
                server(port)
                        .livenessProbe(
                                HealthProbe.of(HttpProbe.of("/livez", port)).withPeriodSeconds(1))
                        .readinessProbe(
                                HealthProbe.of(HttpProbe.of("/readyz", port)).withPeriodSeconds(1))
                        .build();
        try (RunningService running = start(service)) {
            running.awaitReady(Duration.ofSeconds(30));
            assertThat(running.address("web")).hasPort(port);
            assertThat(get(running.address("web"))).isEqualTo("hello");
        }
    }

    @Test
    void saysWhyItIsNotReady() throws Exception {
        int port = freePort();
        Service service =
                Service.named("web")
                        .image(Program.of("sleep", "60"))
                        .port(Port.of(port))
                        .readinessProbe(
                                HealthProbe.of(HttpProbe.of("/readyz", port)).withPeriodSeconds(1))
                        .build();
        try (RunningService running = start(service)) {
            assertThatThrownBy(() -> running.awaitReady(Duration.ofSeconds(1)))
                    .isInstanceOf(NotReady.class)
                    .hasMessageContaining("not ready after")
                    .hasMessageContaining("web-1");
        }
    }
}
