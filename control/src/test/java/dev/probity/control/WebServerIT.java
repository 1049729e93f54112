package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.control.Browser.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The port that browsers can reach: who gets in, and what foreign pages get.
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OWN_PAGE = "X-Probity-Request";
    private static final String QUARANTINE = "/api/v1/replicas/web-1/quarantine";

    private Controlled controlled;
    private int port;
    private String token;

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path state) throws Exception {
        controlled = Controlled.onWeb(folder, state, Controlled.FILE, false);
        port = controlled.web().orElseThrow().address().getPort();
        token = Files.readString(controlled.running().state().token()).strip();
        await().atMost(PATIENCE)
                .until(() ->
                        controlled.client().get("replicas/web-1").path("inRotation").asBoolean());
    }

    @AfterAll
    void end() {
        controlled.close();
    }

    private Browser stranger() {
        return Browser.at(port);
    }

    private Browser program() {
        return stranger().with("Authorization", "Bearer " + token);
    }

    private Browser loggedIn() throws IOException {
        String cookie = login(link()).header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
        return stranger().with("Cookie", "other=1; " + cookie.substring(0, cookie.indexOf(';')));
    }

    private URI link() {
        return controlled.web().orElseThrow().newLink();
    }

    private Answer login(URI link) throws IOException {
        return stranger().get(link.getPath() + "?" + link.getQuery());
    }

    // ---- who gets in ----

    @Test
    void tellsAStrangerNothingButHowToLogIn() throws Exception {
        for (String path : List.of("/api/v1/application", "/api/v1/nonsense", "/metrics")) {
            Answer answer = stranger().get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.json().path("detail").asText()).contains("`probity dashboard`");
        }
        assertThat(stranger().post("/api/v1/application/shutdown", "{}").status()).isEqualTo(401);
        assertThat(stranger().get("/livez").body()).isEqualTo("ok\n");
        assertThat(stranger().get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void letsAProgramInWithTheTokenThatOnlyItsOwnerCanRead() throws Exception {
        Path file = controlled.running().state().token();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Answer answer = program().get("/api/v1/application");
        assertThat(answer.json().path("name").asText()).isEqualTo("small");
        assertThat(answer.json().path("readOnly").asBoolean()).isFalse();
        assertThat(answer.json().path("version").asText()).isEqualTo("1.2.3");
        assertThat(program().get("/metrics").body()).contains("probity_replica_ready");
        // The word alone, another one, and none.
        for (String wrong : List.of(token, "Bearer " + token + "x", "Bearer ", "Basic " + token)) {
            assertThat(stranger().with("Authorization", wrong).get("/api/v1/services").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void logsInOnceWithALink() throws Exception {
        URI link = link();
        Answer first = login(link);
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("Location")).isEqualTo("/");
        Answer replayed = login(link);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.header("Set-Cookie")).isEmpty();
        assertThat(replayed.json().path("detail").asText()).contains("used already");
        assertThat(stranger().get("/login?token=" + "x".repeat(43)).status()).isEqualTo(401);
        assertThat(stranger().get("/login").status()).isEqualTo(401);
    }

    @Test
    void goesOnWithAUsedLinkWhereItHasLedInAlready() throws Exception {
        URI link = link();
        String cookie = login(link).header("Set-Cookie");
        Answer again =
                stranger()
                        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .get(link.getPath() + "?" + link.getQuery());
        assertThat(again.status()).isEqualTo(303);
    }

    @Test
    void makesALinkOverTheSocket() throws Exception {
        String link =
                controlled
                        .client()
                        .post("dashboard/links", Controlled.nothing())
                        .path("link")
                        .asText();
        assertThat(login(URI.create(link)).status()).isEqualTo(303);
    }

    @Test
    void showsABrowserThatIsLoggedInWhatThereIs() throws Exception {
        assertThat(loggedIn().get("/api/v1/replicas").json()).hasSize(2);
        assertThat(stranger().with("Cookie", "probity-" + port + "=guess").get("/api/v1/replicas"))
                .extracting(Answer::status)
                .isEqualTo(401);
    }

    // ---- foreign pages ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:%d",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil:%d",
                ""
            })
    void answersToNoNameThatIsNotItsOwn(String host) throws Exception {
        String name = host.formatted(port);
        for (String path : List.of("/", "/livez", "/api/v1/application")) {
            Answer answer = program().with("Host", name).get(path);
            assertThat(answer.status()).as(name).isEqualTo(421);
            assertThat(answer.body()).doesNotContain("small");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d", "[::1]:%d"})
    void answersToTheNamesOfThisMachine(String host) throws Exception {
        assertThat(program().with("Host", host.formatted(port)).get("/api/v1/services").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://127.0.0.1:%d",
                "http://127.0.0.1:8080",
                "http://127.0.0.1:%d.evil.example"
            })
    void refusesWhatAForeignPageAsks(String origin) throws Exception {
        Browser page = loggedIn().with("Origin", origin.formatted(port)).with(OWN_PAGE, "1");
        assertThat(page.get("/api/v1/application").status()).isEqualTo(403);
        assertThat(page.post(QUARANTINE, "{\"on\": true}").status()).isEqualTo(403);
        assertThat(quarantined()).isFalse();
    }

    private boolean quarantined() throws IOException {
        return controlled.client().get("replicas/web-1").path("quarantined").asBoolean();
    }

    @Test
    void refusesAnotherPortOfThisHostThoughItIsTheSameSite() throws Exception {
        for (String site : List.of("same-site", "cross-site")) {
            Answer answer = loggedIn().with("Sec-Fetch-Site", site).get("/api/v1/application");
            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(loggedIn().with("Sec-Fetch-Site", "same-origin").get("/api/v1/services"))
                .extracting(Answer::status)
                .isEqualTo(200);
    }

    @Test
    void changesNothingForACookieAlone() throws Exception {
        Browser browser = loggedIn();
        assertThat(browser.post(QUARANTINE, "{\"on\": true}").status()).isEqualTo(403);
        assertThat(quarantined()).isFalse();
        Browser page = browser.with(OWN_PAGE, "1").with("Origin", "http://127.0.0.1:" + port);
        assertThat(page.post(QUARANTINE, "{\"on\": true}").status()).isEqualTo(200);
        assertThat(quarantined()).isTrue();
        assertThat(page.post(QUARANTINE, "{\"on\": false}").status()).isEqualTo(200);
    }

    @Test
    void takesNoFormForACommand() throws Exception {
        Answer answer =
                program()
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .ask("POST", "/api/v1/application/shutdown", "hurry=true");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void actsOnNoGet() throws Exception {
        for (String path :
                List.of(
                        "/api/v1/application/shutdown",
                        "/api/v1/application/stop",
                        "/api/v1/services/web/restart",
                        "/api/v1/dashboard/links",
                        QUARANTINE)) {
            Answer answer = program().get(path);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void tellsBrowsersWhatItsPagesMayDo() throws Exception {
        for (Answer answer :
                List.of(
                        stranger().get("/"),
                        stranger().get("/replicas/web-1"),
                        stranger().get("/api/v1/application"),
                        stranger().with("Host", "evil").get("/"),
                        program().get("/api/v1/application"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.head()).doesNotContain("Access-Control-");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.json",
                "/..%2f..%2fopenapi.json",
                "/assets/../../openapi.json",
                "/%2e%2e/openapi.json",
                "/assets//etc/passwd",
                "/.hidden.json"
            })
    void leadsNowhereOutsideOfItsPages(String path) throws Exception {
        assertThat(stranger().get(path).body()).doesNotContain("openapi", "root:");
    }

    // ---- many, and bad ones ----

    @Test
    void answersFiftyClientsAtOnceWhileOthersNeverRead() throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        String head = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token;
        List<Peer> deaf = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < 20; count++) {
                deaf.add(
                        Peer.connect(address)
                                .sayUntilFull(
                                        ("GET /api/v1/application" + head + "\r\n\r\n")
                                                .repeat(2_000)));
                deaf.add(
                        Peer.connect(address).say("GET /api/v1/events?follow" + head + "\r\n\r\n"));
            }
            List<Callable<Integer>> asking = new ArrayList<>();
            for (int client = 0; client < 50; client++) {
                asking.add(() -> {
                    int answered = 0;
                    for (int time = 0; time < 10; time++) {
                        Answer answer = program().get("/api/v1/application");
                        answered += answer.status() == 200 ? 1 : 0;
                    }
                    return answered;
                });
            }
            int answered = 0;
            for (Future<Integer> client : clients.invokeAll(asking)) {
                answered += client.get();
            }
            assertThat(answered).isEqualTo(500);
        }
        for (Peer peer : deaf) {
            peer.close();
        }
    }

    @Test
    void goesOnBehindTheLastEventThatABrowserHasSeen() throws Exception {
        long last = controlled.client().awaitEvent(0, Duration.ZERO);
        controlled.client().post("replicas/worker-1/restart", Controlled.nothing());
        controlled.client().awaitEvent(last, Duration.ofSeconds(20));
        Answer answer = loggedIn().with("Last-Event-ID", Long.toString(last)).get("/api/v1/events");
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
        List<Long> numbers =
                answer.body()
                        .lines()
                        .filter(line -> line.startsWith("id: "))
                        .map(line -> Long.parseLong(line.substring(4)))
                        .toList();
        assertThat(numbers).isNotEmpty().isSorted().allMatch(number -> number > last);
    }
}
