package dev.probity.health.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.probity.health.Check;
import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.Phase;
import dev.probity.health.Result;
import dev.probity.health.Schedule;
import dev.probity.health.Switch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

class EndpointsTest {
    private static final String SECRET = "jdbc:postgresql://admin:hunter2@db/prod";

    private final Switch model = Switch.off("model", "model_not_loaded");
    private final Switch cache = Switch.on("cache");
    private final Health health =
            Health.named("inference-service")
                    .startup(Duration.ofSeconds(150))
                    .readiness(model)
                    .readiness(cache)
                    .group("payments", cache)
                    .start();
    private final Endpoints endpoints =
            Endpoints.builder(health)
                    .fact(Group.READINESS, "model_loaded", model::isOn)
                    .fact(Group.READINESS, "last_prediction", () -> null)
                    .fact(
                            Group.READINESS,
                            "odd",
                            () -> {
                                throw new IllegalStateException(SECRET);
                            })
                    .page("/metrics", request -> Answer.of(200, "text/plain", "up 1\n"))
                    .build();

    @AfterEach
    void end() {
        health.close();
    }

    private Answer ask(String path) {
        return endpoints.answer(Request.get(path)).orElseThrow();
    }

    private void started() {
        model.on();
        health.startup().complete();
    }

    private static String contentType(Answer answer) {
        return answer.headers().getOrDefault("Content-Type", "");
    }

    @ParameterizedTest(name = "{0} answers {1} before and {2} after the start")
    @CsvSource({
        "/health, 503, 200",
        "/ready, 503, 200",
        "/livez, 200, 200",
        "/readyz, 503, 200",
        "/startupz, 503, 200",
        "/liveness, 200, 200",
        "/readiness, 503, 200",
        "/startup, 503, 200",
        "/lively, 200, 200",
        "/health/live, 200, 200",
        "/health/ready, 503, 200",
        "/health/started, 503, 200",
        "/v2/health/live, 200, 200",
        "/v2/health/ready, 503, 200",
        "/health/group/payments, 200, 200"
    })
    void everyPathAnswersWithAndWithoutASlash(String path, int before, int after) {
        assertThat(ask(path).status()).isEqualTo(before);
        assertThat(ask(path + "/").status()).isEqualTo(before);

        started();

        assertThat(ask(path).status()).isEqualTo(after);
        assertThat(ask(path + "/")).satisfies(slash -> assertThat(slash.status()).isEqualTo(after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "", "/healthy", "/health/other", "/readyz/no/such", "/health//", "//"})
    void leavesOtherPathsAlone(String path) {
        assertThat(endpoints.answer(Request.get(path))).isEmpty();
    }

    @Test
    void saysWhatIsBeingDoneWhileStarting() {
        health.startup().phase(Phase.downloading(5, 20));

        assertThat(ask("/health").body())
                .isEqualTo(
                        "{\"status\":\"starting\",\"service\":\"inference-service\","
                                + "\"phase\":\"downloading\",\"done\":5,\"total\":20,"
                                + "\"progress\":0.25}");
        assertThat(ask("/startup").body())
                .isEqualTo("Startup check failed. Phase: downloading (5 of 20).");
        assertThat(ask("/startup?format=json").body()).contains("\"phase\":\"downloading\"");
    }

    @Test
    void answersAsTheContractOfTheServicesSays() {
        assertThat(ask("/ready").body())
                .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"model_not_loaded\"}");
        started();

        assertThat(ask("/health").body())
                .startsWith("{\"status\":\"healthy\",\"service\":\"inference-service\",")
                .containsPattern("\"timestamp\":\"20..-..-..T..:..:..\\.\\d{6}Z\"")
                .contains("\"uptime_seconds\":");
        assertThat(ask("/ready").body())
                .startsWith("{\"status\":\"ready\",\"service\":\"inference-service\",")
                .contains("\"model_loaded\":true,\"last_prediction\":null,")
                .doesNotContain("odd");

        health.broken("engine_dead");
        assertThat(ask("/health").status()).isEqualTo(500);
        assertThat(ask("/health").body())
                .startsWith("{\"status\":\"unhealthy\",\"service\":\"inference-service\",")
                .contains("\"error\":\"engine_dead\"");
    }

    @Test
    void answersInSentencesAndWords() {
        assertThat(ask("/liveness/").body()).isEqualTo("Liveness check succeeded.");
        assertThat(ask("/readiness/").body()).isEqualTo("Readiness check failed.");
        assertThat(ask("/lively").body()).isEqualTo("Healthy");
        started();
        assertThat(ask("/readiness/").body()).isEqualTo("Readiness check succeeded.");
        assertThat(ask("/startup/").body()).isEqualTo("Startup check succeeded.");
        health.broken("x");
        assertThat(ask("/lively").body()).isEqualTo("Unhealthy");
    }

    @Test
    void answersAsKubernetesDoes() {
        assertThat(ask("/livez").body()).isEqualTo("ok");
        assertThat(ask("/livez?verbose").body()).isEqualTo("[+]ping ok\nlivez check passed\n");
        assertThat(ask("/readyz").body())
                .isEqualTo(
                        """
                        [-]model failed: reason withheld
                        [+]cache ok
                        [-]startup failed: reason withheld
                        readyz check failed
                        """);
        Answer without = ask("/readyz?exclude=model&exclude=startup&verbose");
        assertThat(without.status()).isEqualTo(200);
        assertThat(without.body())
                .isEqualTo(
                        """
                        [+]model excluded: ok
                        [+]cache ok
                        [+]startup excluded: ok
                        readyz check passed
                        """);
        assertThat(ask("/livez?exclude=%3Cb%3E&verbose").body())
                .isEqualTo(
                        """
                        [+]ping ok
                        warn: cannot exclude "?b?": no check has this name
                        livez check passed
                        """);
        assertThat(ask("/readyz/cache").status()).isEqualTo(200);
        assertThat(ask("/readyz/model").status()).isEqualTo(503);
        assertThat(ask("/readyz/none").status()).isEqualTo(404);
    }

    @Test
    void answersAsMicroProfileHealthDoes() {
        started();
        assertThat(ask("/health/live").body()).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
        assertThat(ask("/health/ready").body())
                .isEqualTo(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"model\",\"status\":\"UP\"},"
                                + "{\"name\":\"cache\",\"status\":\"UP\"}]}");

        Endpoints layout = Endpoints.builder(health).microProfileLayout().build();
        model.off("model_not_loaded");
        Answer all = layout.answer(Request.get("/health")).orElseThrow();
        assertThat(all.status()).isEqualTo(503);
        assertThat(all.body()).contains("{\"name\":\"model\",\"status\":\"DOWN\"}");
    }

    @Test
    void answersAsTheInternetDraftSays() {
        started();
        cache.set(Result.degraded("cache_cold"));

        Answer answer =
                endpoints
                        .answer(Request.get("/ready").accepting("application/health+json"))
                        .orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(contentType(answer)).isEqualTo("application/health+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status\":\"warn\",\"serviceId\":\"inference-service\","
                                + "\"output\":\"cache_cold\",\"checks\":{"
                                + "\"model\":[{\"status\":\"pass\"}],"
                                + "\"cache\":[{\"status\":\"warn\"}]}}");
        assertThat(ask("/ready?format=health+json").body()).isEqualTo(answer.body());
        assertThat(ask("/ready").body()).contains("\"degraded\":[\"cache\"]");
    }

    @Test
    void showsDetailsOnlyToWhoeverMaySeeThem() {
        cache.set(Result.degraded("cache_cold").with("entries", 3).with("password", "x"));
        Endpoints guarded =
                Endpoints.builder(health)
                        .details(new Details.ForBearer("0123456789abcdef"))
                        .build();
        Request request = Request.get("/health/ready");

        assertThat(guarded.answer(request).orElseThrow().body()).doesNotContain("entries");
        assertThat(
                        guarded.answer(request.authorizedBy("Bearer 0123456789abcdeX"))
                                .orElseThrow()
                                .body())
                .doesNotContain("entries");
        assertThat(
                        guarded.answer(request.authorizedBy("Bearer 0123456789abcdef"))
                                .orElseThrow()
                                .body())
                .contains("\"entries\":3")
                .contains("\"reason\":\"cache_cold\"")
                .contains("\"password\":\"withheld\"");
        assertThat(new Details.ForBearer("0123456789abcdef")).asString().doesNotContain("0123");
        assertThatThrownBy(() -> new Details.ForBearer("short"))
                .hasMessage("the token for details has 5 characters; it needs at least 16");
    }

    @Test
    void tellsNobodyWhatAnExceptionSaid() {
        Schedule quick = Schedule.every(Duration.ofSeconds(20)).downAfter(1);
        try (Health leaky =
                Health.named("leaky")
                        .readiness(
                                Check.remote(
                                                "db",
                                                attempt -> {
                                                    throw new IllegalStateException(SECRET);
                                                })
                                        .on(quick))
                        .start()) {
            Endpoints open = Endpoints.builder(leaky).details(new Details.Shown()).build();
            await().until(() -> leaky.standings().get(0).tally().runs() > 0);
            for (String path : new String[] {"/ready", "/readyz?verbose", "/health/ready"}) {
                assertThat(open.answer(Request.get(path)).orElseThrow().body())
                        .contains("exception")
                        .doesNotContain("hunter2");
            }
        }
    }

    @Test
    void answersOnlyToThoseWhoAsk() {
        Answer post = endpoints.answer(new Request("POST", "/health", "", "", "")).orElseThrow();
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.headers()).containsEntry("Allow", "GET, HEAD");

        Answer head = endpoints.answer(new Request("HEAD", "/ready", "", "", "")).orElseThrow();
        assertThat(head.status()).isEqualTo(503);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).containsEntry("Retry-After", "1");
        assertThat(ask("/ready?format=xml").status()).isEqualTo(400);
    }

    @Test
    void isNeverCached() {
        assertThat(ask("/livez").headers())
                .containsAllEntriesOf(
                        Map.of(
                                "Cache-Control", "no-store",
                                "X-Content-Type-Options", "nosniff",
                                "Content-Type", "text/plain; charset=utf-8"));
    }

    @Test
    void canBePutElsewhereAndAnswerOtherwise() {
        Endpoints own =
                Endpoints.builder(health)
                        .under("/manage")
                        .failing("/ready", 500)
                        .healthWhileStarting()
                        .build();

        assertThat(own.answer(Request.get("/manage/ready")).orElseThrow().status()).isEqualTo(500);
        assertThat(own.answer(Request.get("/manage/health")).orElseThrow().status()).isEqualTo(200);
        assertThat(own.answer(Request.get("/ready"))).isEmpty();
        assertThatThrownBy(() -> Endpoints.builder(health).failing("/ready", 302))
                .hasMessage(
                        "a failure on /ready would answer 302; it has to be between 400 and 599");
        assertThatThrownBy(() -> Endpoints.builder(health).under("manage/"))
                .hasMessage("the prefix is \"manage/\"; it begins with a slash and ends without");
    }

    @Test
    void hasOtherPagesAndCountsWhatIsAsked() {
        assertThat(ask("/metrics").body()).isEqualTo("up 1\n");
        ask("/livez");
        ask("/livez");

        assertThat(endpoints.traffic().counts())
                .anySatisfy(count -> {
                    assertThat(count.group()).isEqualTo(Group.LIVENESS);
                    assertThat(count.status()).isEqualTo(200);
                    assertThat(count.requests()).isEqualTo(2);
                });
    }
}
