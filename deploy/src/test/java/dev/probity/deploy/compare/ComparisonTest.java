package dev.probity.deploy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.deploy.compare.Account.Tally;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Accounts of both sides, put together by hand and from synthesised events.
class ComparisonTest {
    private static final String REFUSED =
            "Readiness probe failed: Get \"http://%s/ready\": dial tcp %s: connect: connection"
                    + " refused";

    private static Account here(int failures, Duration ready) {
        Account.Builder account = new Account.Builder();
        account.replica("web", "web-1");
        account.event(
                "web",
                "Unhealthy",
                REFUSED.formatted("127.0.0.1:41234", "127.0.0.1:41234"),
                new Tally(failures, Duration.ofSeconds(1)));
        account.ready("web", ready);
        return account.build();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode pod(String readyAt) {
        return json(
                """
                {"metadata": {"name": "web-5d9-x", "labels": {"app.kubernetes.io/name": "web"}},
                 "status": {"startTime": "2026-01-01T00:00:00Z", "conditions": [
                   {"type": "Ready", "status": "True", "lastTransitionTime": "%s"}]}}
                """
                        .formatted(readyAt));
    }

    private static JsonNode event(String message, int count) {
        return json("{\"involvedObject\": {\"name\": \"web-5d9-x\"}, \"reason\": \"Unhealthy\","
                        + " \"count\": %d, \"firstTimestamp\": \"2026-01-01T00:00:02Z\"}"
                                .formatted(count))
                .withObject("")
                .put("message", message);
    }

    private static Account there(String readyAt, JsonNode... events) {
        return ClusterRun.of(List.of(pod(readyAt)), List.of(events));
    }

    private static final String SAME = REFUSED.formatted("10.1.2.3:8080", "10.1.2.3:8080");

    @Test
    void findsNoDifferenceInTheSameWordsWithOtherAddresses() {
        assertThat(
                        Comparison.between(
                                here(3, Duration.ofSeconds(4)),
                                there("2026-01-01T00:00:05Z", event(SAME, 2))))
                .isEmpty();
    }

    @Test
    void saysHowMuchLongerItTakesToBeReady() {
        assertThat(
                        Comparison.between(
                                here(3, Duration.ofSeconds(4)),
                                there("2026-01-01T00:00:40Z", event(SAME, 2))))
                .containsExactly("web: ready 4 s after the start here, 40 s in the cluster");
    }

    @Test
    void namesWhatHappenedOnOneSideOnly() {
        assertThat(
                        Comparison.between(
                                here(3, Duration.ofSeconds(4)),
                                there(
                                        "2026-01-01T00:00:05Z",
                                        event(SAME, 2),
                                        event(
                                                "Liveness probe failed: HTTP probe failed with"
                                                        + " statuscode: 500",
                                                3))))
                .containsExactly(
                        "web: only in the cluster: Unhealthy: Liveness probe failed: HTTP probe"
                                + " failed with statuscode: 500 (3 times)");
    }

    @Test
    void tellsOnceFromOften() {
        assertThat(
                        Comparison.between(
                                here(1, Duration.ofSeconds(4)),
                                there("2026-01-01T00:00:05Z", event(SAME, 12))))
                .containsExactly(
                        "web: Unhealthy: Readiness probe failed: Get \"http://ADDRESS/ready\": dial"
                            + " tcp ADDRESS: connect: connection refused: once here, 12 times in"
                            + " the cluster");
    }

    @Test
    void namesServicesThatRunOnOneSideOnly() {
        assertThat(Comparison.between(here(1, Duration.ZERO), new Account.Builder().build()))
                .containsExactly("web: it runs only here");
    }
}
