package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Event;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The walkthrough of Tye's document on probes, with the real sample, told by the same lines in the
/// same order.
@Timeout(240)
class WalkthroughE2E {
    private static final String REPLICA = "(simple-webapi_[0-9a-f]{8}-[0-9a-f])";

    @TempDir Path state;

    @ParameterizedTest
    @ValueSource(strings = {"probity.yaml", "tye.yaml"})
    void demotesAndPromotesOnReadinessKillsAndReplacesOnLiveness(String file) throws Exception {
        int port = freePort();
        Options options = Options.of(Sample.environment()).withStateBase(state);
        try (RunningApplication running =
                        LocalApplication.start(Sample.application(file, port), options);
                HttpClient client = HttpClient.newHttpClient()) {
            Screen screen = Screen.of(running.subscribe(10_000, 0));
            Site site = new Site(client, port);
            starts(screen);
            demotesAndPromotes(screen, site);
            killsAndReplaces(screen, site);
            running.command(id -> new Event.Shutdown(id, false));
            running.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private static void starts(Screen screen) {
        Set<String> launched = new HashSet<>();
        launched.add(screen.awaitLine("Launching service " + REPLICA));
        launched.add(screen.awaitLine("Launching service " + REPLICA));
        Set<String> ready = new HashSet<>();
        ready.add(screen.awaitLine("Replica " + REPLICA + " is moving to a ready state"));
        ready.add(screen.awaitLine("Replica " + REPLICA + " is moving to a ready state"));
        assertThat(ready).isEqualTo(launched).hasSize(2);
        for (String replica : ready) {
            assertThat(screen.lines())
                    .containsSubsequence(
                            "Launching service " + replica,
                            "Replica " + replica + " is moving to an healthy state",
                            "Replica " + replica + " is moving to a ready state");
        }
    }

    /// After three failures it is demoted; about ten seconds after the request it is back.
    private static void demotesAndPromotes(Screen screen, Site site) throws Exception {
        long began = System.nanoTime();
        site.get("/set?someReadinessCheck=false&timeout=10");
        String demoted = screen.awaitLine("Replica " + REPLICA + " is moving to an healthy state");
        Duration until = Duration.ofNanos(System.nanoTime() - began);
        assertThat(until).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(8));
        for (int request = 0; request < 10; request++) {
            assertThat(site.get("/").body()).doesNotContain(demoted);
        }
        screen.awaitLine("Replica " + demoted + " is moving to a ready state");
        Duration back = Duration.ofNanos(System.nanoTime() - began);
        assertThat(back).isBetween(Duration.ofMillis(9900), Duration.ofSeconds(20));
    }

    private static void killsAndReplaces(Screen screen, Site site) throws Exception {
        site.get("/set?someLivenessCheck=false");
        screen.awaitLine(
                "Killing replica " + REPLICA + " because it has failed the liveness probe");
        String successor = screen.awaitLine("Launching service " + REPLICA);
        screen.awaitLine("Replica " + successor + " is moving to an healthy state");
        screen.awaitLine("Replica " + successor + " is moving to a ready state");
        assertThat(site.get("/").statusCode()).isEqualTo(200);
    }

    private record Site(HttpClient client, int port) {
        HttpResponse<String> get(String target) throws Exception {
            URI uri = URI.create("http://127.0.0.1:" + port + target);
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer;
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
