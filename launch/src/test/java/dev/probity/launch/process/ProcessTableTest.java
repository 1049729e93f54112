package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessTableTest {

    private static final String REST = " 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 10 20";

    @Test
    void readsALineWhoseNameIsFullOfTraps() {
        assertThat(ProcessTable.parse("4121 (a) Z (b c) S 1 4100 4099" + REST))
                .contains(new ProcessTable.Entry(4121, 'S', 1, 4100, 4099, 987_654, 11, 20));
    }

    @Test
    void takesAZombieForDead() {
        assertThat(ProcessTable.parse("5 (sh) Z 1 5 5" + REST))
                .hasValueSatisfying(entry -> assertThat(entry.alive()).isFalse());
        assertThat(ProcessTable.parse("5 (sh) T 1 5 5" + REST))
                .hasValueSatisfying(entry -> assertThat(entry.alive()).isTrue());
    }

    @Test
    void makesNothingOfAnotherText() {
        assertThat(ProcessTable.parse("")).isEmpty();
        assertThat(ProcessTable.parse("5 (sh) S 1")).isEmpty();
    }
}
