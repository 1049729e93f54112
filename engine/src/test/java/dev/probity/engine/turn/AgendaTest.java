package dev.probity.engine.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class AgendaTest {
    private record Wish(long at, long rank) {}

    private final Agenda<String> agenda = new Agenda<>();

    @Test
    void wakesInTheOrderOfTimeAndThenOfRank() {
        agenda.arrange("late", 1, 30);
        agenda.arrange("second", 2, 10);
        agenda.arrange("first", 1, 10);
        assertThat(agenda.due(20)).containsExactly("first", "second");
        assertThat(agenda.next()).isEqualTo(30);
    }

    @Test
    void knowsOnlyTheLatestArrangement() {
        agenda.arrange("it", 1, 10);
        agenda.arrange("it", 1, 20);
        agenda.arrange("it", 1, 10);
        assertThat(agenda.due(15)).containsExactly("it");
        assertThat(agenda.next()).isEqualTo(Agenda.NEVER);
    }

    @Test
    void forgetsWhoNeverWantsToWake() {
        agenda.arrange("it", 1, 10);
        agenda.arrange("it", 1, Agenda.NEVER);
        assertThat(agenda.due(100)).isEmpty();
    }

    /// Against the plainest thing that does the same, over many changes.
    @Test
    void agreesWithAListThatIsSortedEachTime() {
        Random random = new Random(4711);
        Map<String, Wish> plain = new HashMap<>();
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int number = random.nextInt(200);
            String item = "item " + number;
            boolean never = random.nextInt(10) == 0;
            long at = never ? Agenda.NEVER : now + random.nextInt(50);
            agenda.arrange(item, number, at);
            if (never) {
                plain.remove(item);
            } else {
                plain.put(item, new Wish(at, number));
            }
            if (random.nextInt(5) == 0) {
                now += random.nextInt(20);
                assertThat(agenda.due(now)).isEqualTo(due(plain, now));
            }
            assertThat(agenda.next())
                    .isEqualTo(
                            plain.values().stream().mapToLong(Wish::at).min().orElse(Agenda.NEVER));
        }
    }

    private static List<String> due(Map<String, Wish> plain, long now) {
        List<String> due = new ArrayList<>();
        plain.entrySet().stream()
                .filter(entry -> entry.getValue().at() <= now)
                .sorted(
                        Comparator.comparing(
                                Map.Entry::getValue,
                                Comparator.comparingLong(Wish::at).thenComparingLong(Wish::rank)))
                .forEach(entry -> due.add(entry.getKey()));
        due.forEach(plain::remove);
        return due;
    }
}
