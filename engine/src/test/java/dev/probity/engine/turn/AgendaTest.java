package dev.probity.engine.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgendaTest {

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
}
