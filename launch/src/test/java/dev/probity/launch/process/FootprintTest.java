package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintTest {

    private static final Footprint FOOTPRINT =
            new Footprint("web_1-1", 4121, 987_654, "boot", "p1-2-3", "/sys/fs/cgroup/x");

    @Test
    void readsWhatItWrites() {
        assertThat(Footprint.parse(FOOTPRINT.text())).contains(FOOTPRINT);
    }

    @Test
    void makesNothingOfATornText() {
        String text = FOOTPRINT.text();
        for (int length = 0; length < text.length() - 1; length++) {
            assertThat(Footprint.parse(text.substring(0, length))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2\na\n1\n1\nb\nr\ng\nend\n", "1\na\npid\n1\nb\nr\ng\nend\n"})
    void makesNothingOfAForeignText(String text) {
        assertThat(Footprint.parse(text)).isEmpty();
    }
}
