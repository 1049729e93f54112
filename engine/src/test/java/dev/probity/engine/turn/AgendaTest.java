package dev.probity.engine.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.turn.Agenda.Alarm;

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
        agenda.arrange(new Alarm<>("late", 1), 30);
        agenda.arrange(new Alarm<>("second", 2), 10);
        agenda.arrange(new Alarm<>("first", 1), 10);
        assertThat(agenda.due(20)).containsExactly("first", "second");
        assertThat(agenda.next()).isEqualTo(30);
    }

    @Test
    void knowsOnlyTheLatestArrangement() {
        Alarm<String> alarm = new Alarm<>("it", 1);
        agenda.arrange(alarm, 10);
        agenda.arrange(alarm, 20);
        agenda.arrange(alarm, 10);
        assertThat(agenda.due(15)).containsExactly("it");
        assertThat(agenda.next()).isEqualTo(Agenda.NEVER);
    }

    @Test
    void forgetsWhoNeverWantsToWake() {
        Alarm<String> alarm = new Alarm<>("it", 1);
        agenda.arrange(alarm, 10);
        agenda.arrange(alarm, Agenda.NEVER);
        assertThat(agenda.due(100)).isEmpty();
    }

    /// Against the plainest thing that does the same, over many changes.
    @Test
    void agreesWithAListThatIsSortedEachTime() {
        Random random = new Random(4711);
        List<Alarm<String>> alarms = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            alarms.add(new Alarm<>("item " + number, number));
        }
        Map<String, Wish> plain = new HashMap<>();
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int number = random.nextInt(200);
            String item = "item " + number;
            boolean never = random.nextInt(10) == 0;
            long at = never ? Agenda.NEVER : now + random.nextInt(50);
            agenda.arrange(alarms.get(number), at);
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
