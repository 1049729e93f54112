package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.launch.OutputLine;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A log that is read again from its last second on.
class LogPositionTest {
    private final LogPosition position = new LogPosition();

    @Test
    void passesOverWhatItKnowsOfTheLastSecond() {
        take("12:00:00Z a\n", "12:00:01Z b\n", "12:00:01Z b\n");

        position.rewind();

        assertThat(take("12:00:01Z b\n", "12:00:01Z b\n", "12:00:01Z c\n", "12:00:02Z d\n"))
                .containsExactly("c", "d");
    }

    @Test
    void doesSoAgainAndAgain() {
        take("12:00:01Z a\n");
        position.rewind();
        take("12:00:01Z a\n", "12:00:01Z b\n");
        position.rewind();

        assertThat(take("12:00:01Z a\n", "12:00:01Z b\n", "12:00:01Z c\n")).containsExactly("c");
    }

    @Test
    void passesOverEarlierOnesOfAnEngineThatTellsFinerTimes() {
        take("12:00:01.100000001Z a\n", "12:00:01.2Z b\n");
        position.rewind();

        assertThat(take("12:00:01.100000001Z a\n", "12:00:01.2Z b\n", "12:00:01.3Z c\n"))
                .containsExactly("c");
    }

    @Test
    void marksAPieceOfALineAsContinued() {
        assertThat(lines("12:00:01Z half")).containsExactly(new OutputLine("half", true));
        assertThat(lines("12:00:01Z whole\r\n")).containsExactly(new OutputLine("whole", false));
        assertThat(lines("12:00:01Z \n")).containsExactly(new OutputLine("", false));
    }

    @Test
    void cutsWhatIsTooLongBetweenCharacters() {
        String text = "ä".repeat(10_000);

        List<OutputLine> lines = lines("12:00:01Z " + text + "\n");

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().continued()).isTrue();
        assertThat(lines.get(0).text() + lines.get(1).text()).isEqualTo(text);
    }

    private List<String> take(String... messages) {
        List<String> texts = new ArrayList<>();
        for (String message : messages) {
            lines(message).forEach(line -> texts.add(line.text()));
        }
        return texts;
    }

    private List<OutputLine> lines(String message) {
        return position.take(("2026-11-26T" + message).getBytes(StandardCharsets.UTF_8));
    }
}
