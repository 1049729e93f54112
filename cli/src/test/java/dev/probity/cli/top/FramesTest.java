package dev.probity.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class FramesTest {
    private static final String APPLICATION =
            """
            {"name": "shop", "since": "2026-01-01T12:00:00Z", "now": "2026-01-01T12:02:03Z",
             "ending": false, "services": [
              {"name": "web", "external": false, "running": true, "scale": 3,
               "addresses": ["http://127.0.0.1:8080"], "replicas": [
                {"id": "web-1", "state": "ready", "since": "2026-01-01T12:00:03Z", "restarts": 0,
                 "inRotation": true, "quarantined": false,
                 "resources": {"cpu": 0.12, "memoryBytes": 81234567},
                 "traffic": {"requests": 130, "inFlight": 2, "failures": 0},
                 "containers": [{"probes": [
                   {"type": "readiness", "passing": true, "streak": 9, "threshold": 1,
                    "paused": false, "last": {}}]}]},
                {"id": "web-2", "state": "starting", "since": "2026-01-01T12:01:43Z",
                 "restarts": 4, "inRotation": false, "quarantined": false,
                 "traffic": {"requests": 0, "inFlight": 0, "failures": 0},
                 "budget": {"probe": "startup", "leftSeconds": 39.96, "totalSeconds": 60},
                 "containers": [{"probes": [
                   {"type": "startup", "passing": false, "streak": 20, "threshold": 60,
                    "paused": false, "last": {}}]}]},
                {"id": "web-3", "state": "healthy", "since": "2026-01-01T12:01:43Z",
                 "restarts": 0, "inRotation": false, "quarantined": false,
                 "traffic": {"requests": 7, "inFlight": 0, "failures": 3},
                 "containers": [{"probes": [
                   {"type": "readiness", "passing": false, "streak": 2, "threshold": 3,
                    "paused": false, "last": {}},
                   {"type": "liveness", "paused": true}]}]}]},
              {"name": "db", "external": true, "running": true, "scale": 0, "addresses": [],
               "replicas": []}]}
            """;

    private static final String PROBES =
            """
            [{"type": "readiness", "passing": false, "streak": 2, "threshold": 3, "paused": false,
              "attempting": false, "nextDue": "2026-01-01T12:02:03.400Z", "last": {},
              "probe": {"periodSeconds": 10.0}, "attempts": [
               {"time": "2026-01-01T12:01:33Z", "result": "success", "output": ""},
               {"time": "2026-01-01T12:01:43Z", "result": "failure", "output": "status 503"},
               {"time": "2026-01-01T12:01:53Z", "result": "failure",
                "output": "evil \\u001b[2J text\\nsecond line"}]}]
            """;

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static List<String> overview(Size size, int chosen) throws IOException {
        return Overview.of(json(APPLICATION), Rates.NONE, chosen).shown(size, false);
    }

    @Test
    void showsEveryReplicaOnALine() throws IOException {
        Rates before =
                Rates.NONE.after(
                        json(APPLICATION.replace("12:02:03Z", "12:02:01Z").replace("130", "110")));
        Rates rates = before.after(json(APPLICATION));
        assertThat(Overview.of(json(APPLICATION), rates, -1).shown(Size.ENDLESS, false))
                .containsExactly(
                        "shop  1 of 3 replicas take traffic  up 2m3s",
                        "  REPLICA   STATE                 RESTARTS    FOR    CPU   MEMORY   RE"
                                + "Q/S  FLIGHT  PROBES",
                        "web         1/3 take traffic  http://127.0.0.1:8080",
                        "  web-1     ready                        0   2m0s   0.12    81 MB    1"
                                + "0.0       2  R✓",
                        "  web-2     starting, 40s left           4    20s      -        -     "
                                + "  0       0  S✗ 20 of 60",
                        "  web-3     healthy                      0    20s      -        -     "
                                + "  0       0  R✗ 2 of 3 L paused",
                        "db          external");
    }

    @ParameterizedTest
    @CsvSource({"24, 80", "5, 40", "3, 20", "1, 10", "2, 1", "1, 1"})
    void fitsAnyScreen(int rows, int columns) throws IOException {
        for (int chosen = -1; chosen < 3; chosen++) {
            List<String> shown = overview(new Size(rows, columns), chosen);
            assertThat(shown).hasSizeLessThanOrEqualTo(rows).isNotEmpty();
            assertThat(shown).allMatch(line -> line.codePointCount(0, line.length()) <= columns);
        }
    }

    @Test
    void showsTheChosenReplicaOnASmallScreen() throws IOException {
        for (int chosen = 0; chosen < 3; chosen++) {
            String id = "web-" + (chosen + 1);
            assertThat(overview(new Size(3, 60), chosen))
                    .anyMatch(line -> line.strip().startsWith(id));
        }
    }

    @Test
    void coloursAndMarksTheChosenLineToItsEnd() throws IOException {
        List<String> shown =
                Overview.of(json(APPLICATION), Rates.NONE, 0).shown(new Size(20, 120), true);
        assertThat(shown.get(3)).startsWith("\033[7m").endsWith(" \033[0m").hasSize(120 + 8);
        // Amber while it starts, red only for a failure.
        assertThat(shown.get(4)).contains("\033[33mstarting, 40s left\033[0m");
        assertThat(shown.get(5)).contains("\033[31mhealthy\033[0m");
    }

    private static Frame closer(Size size) throws IOException {
        return Closer.of(
                new Closer.Subject(
                        json(APPLICATION).at("/services/0/replicas/1"),
                        json(PROBES),
                        List.of(
                                json(
                                        "{\"time\": \"2026-01-01T12:01:43Z\","
                                                + " \"text\": \"Launching service web-2\"}")),
                        Instant.parse("2026-01-01T12:02:03Z")),
                Duration.ofMinutes(1),
                size,
                ZoneOffset.UTC);
    }

    @Test
    void drawsTheAttemptsOfAReplicaOnALineOfTime() throws IOException {
        assertThat(closer(new Size(20, 106)).shown(new Size(20, 106), false))
                .containsExactly(
                        "web-2  starting  40s of 1m0s left for its startup",
                        "  4 restarts",
                        "readiness                              ✓         ✗         ✗          "
                                + "  ✗ 2 of 3  next in 0.4s  every 10s",
                        "          -1m0s          -45s           -30s           -15s",
                        "12:01:53  readiness: evil ?[2J text",
                        "12:01:43  readiness: status 503",
                        "",
                        "12:01:43  Launching service web-2",
                        "Esc goes back   + - more or less time   q leaves");
    }

    @Test
    void cutsWideLettersWhereTheScreenEnds() {
        Line line = Line.of("名前 ok\u001b[31m");
        assertThat(line.shown(5, false, false)).isEqualTo("名前");
        assertThat(line.shown(3, false, false)).isEqualTo("名");
        assertThat(line.shown(80, false, false)).isEqualTo("名前 ok?[31m");
    }

    @Test
    void readsKeysAsTerminalsSendThem() throws IOException {
        byte[] typed = "jk\r\033[A\033OB\033[5~+-xh".getBytes(StandardCharsets.US_ASCII);
        var input = new ByteArrayInputStream(typed);
        List<Key> keys = new ArrayList<>();
        Optional<Key> key = Key.read(input);
        while (key.isPresent()) {
            keys.add(key.get());
            key = Key.read(input);
        }
        assertThat(keys)
                .containsExactly(
                        Key.DOWN,
                        Key.UP,
                        Key.ENTER,
                        Key.UP,
                        Key.DOWN,
                        Key.PAGE_UP,
                        Key.MORE,
                        Key.LESS,
                        Key.BACK);
        assertThat(Key.read(new ByteArrayInputStream("\033".getBytes(StandardCharsets.US_ASCII))))
                .contains(Key.BACK);
    }

    @Test
    void stepsThroughReplicasAndBack() {
        View view = View.FIRST;
        view = view.after(Key.UP, Optional.of("a"), 3).orElseThrow();
        assertThat(view.chosen()).isZero();
        view = view.after(Key.PAGE_DOWN, Optional.of("a"), 3).orElseThrow();
        assertThat(view.chosen()).isEqualTo(2);
        view = view.after(Key.ENTER, Optional.of("c"), 3).orElseThrow();
        assertThat(view.closer()).contains("c");
        view = view.after(Key.MORE, Optional.of("c"), 3).orElseThrow();
        assertThat(view.span()).isEqualTo(Duration.ofMinutes(2));
        assertThat(view.after(Key.BACK, Optional.of("c"), 3).orElseThrow().closer()).isEmpty();
        assertThat(view.after(Key.ENTER, Optional.empty(), 0).orElseThrow().closer()).contains("c");
        assertThat(view.after(Key.LEAVE, Optional.of("c"), 3)).isEmpty();
    }
}
