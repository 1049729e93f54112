package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

class HysteresisTest {

    private static Finding finding(Result result) {
        return new Finding(result, Instant.EPOCH, Duration.ZERO, false);
    }

    private static Standing unknown() {
        return Standing.initial(Check.remote("db", attempt -> Result.up()), Instant.EPOCH);
    }

    private static Result result(String word) {
        return switch (word) {
            case "ok" -> Result.up();
            case "slow" -> Result.degraded("slow");
            default -> Result.down("gone");
        };
    }

    @ParameterizedTest(name = "{0} with downAfter={1} upAfter={2} is {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bad                     | 3 | 1 | DOWN
                    ok                      | 3 | 3 | UP
                    ok bad bad              | 3 | 1 | UP
                    ok bad bad bad          | 3 | 1 | DOWN
                    ok bad bad ok bad bad   | 3 | 1 | UP
                    bad ok ok               | 1 | 3 | DOWN
                    bad ok ok ok            | 1 | 3 | UP
                    bad ok ok bad ok ok     | 1 | 3 | DOWN
                    ok slow                 | 3 | 3 | DEGRADED
                    slow ok                 | 3 | 3 | UP
                    slow bad                | 2 | 1 | DEGRADED
                    bad slow                | 1 | 1 | DEGRADED
                    """)
    void believesOnlyEnoughResultsInARow(
            String results, int downAfter, int upAfter, Status expected) {
        Schedule schedule = Schedule.REMOTE.downAfter(downAfter).upAfter(upAfter);

        Standing standing = unknown();
        for (String word : results.split(" ")) {
            standing = standing.after(finding(result(word)), schedule);
        }

        assertThat(standing.status()).isEqualTo(expected);
    }

    /// Against a model that keeps the last results in a window, over random sequences.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithAWindowOfTheLastResults(long seed) {
        Random random = new Random(seed);
        int downAfter = 1 + random.nextInt(4);
        int upAfter = 1 + random.nextInt(4);
        Schedule schedule = Schedule.REMOTE.downAfter(downAfter).upAfter(upAfter);
        Standing standing = unknown();
        Deque<Boolean> window = new ArrayDeque<>();
        boolean modelUp = false;
        for (int i = 0; i < 2_000; i++) {
            boolean good = random.nextInt(3) > 0;
            standing = standing.after(finding(good ? Result.up() : Result.down("gone")), schedule);
            window.addFirst(good);
            boolean upNow = window.stream().limit(upAfter).allMatch(each -> each);
            boolean downNow = window.stream().limit(downAfter).noneMatch(each -> each);
            if (i == 0) {
                modelUp = good;
            } else if (modelUp
                    ? window.size() >= downAfter && downNow
                    : window.size() >= upAfter && upNow) {
                modelUp = !modelUp;
            }
            assertThat(standing.status()).isEqualTo(modelUp ? Status.UP : Status.DOWN);
        }
    }

    @Test
    void countsWhatHappened() {
        Schedule schedule = Schedule.REMOTE.downAfter(2);
        Standing standing = unknown();
        for (String word : "ok bad bad bad ok".split(" ")) {
            standing = standing.after(finding(result(word)), schedule);
        }

        Standing.Tally tally = standing.tally();
        assertThat(tally.runs()).isEqualTo(5);
        assertThat(tally.failures()).isEqualTo(3);
        assertThat(tally.transitions()).isEqualTo(3); // from UNKNOWN to UP to DOWN to UP
        assertThat(tally.successesInARow()).isEqualTo(1);
        assertThat(standing.reason()).isEmpty();
    }
}
