package dev.probity.spec.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Origin;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void tellsProblemsInTheOrderOfTheText() {
        diagnostics.error(SpecCode.SYNTAX, new Origin.Default("Tye"), "nowhere");
        diagnostics.note(SpecCode.SYNTAX, at(10, 1), "late");
        diagnostics.warning(SpecCode.SYNTAX, at(2, 5), "early", "a hint");

        assertThat(diagnostics.all())
                .extracting(Object::toString)
                .containsExactly(
                        "f:2:5: warning: early; a hint [PRB0004]",
                        "f:10:1: note: late [PRB0004]",
                        "default of Tye: error: nowhere [PRB0004]");
    }

    @Test
    void tellsTheSameProblemAtTheSamePlaceOnce() {
        diagnostics.error(SpecCode.SYNTAX, at(1, 1), "again");
        diagnostics.error(SpecCode.SYNTAX, at(1, 1), "again");

        assertThat(diagnostics.all()).hasSize(1);
    }

    @Test
    void countsWhatItDoesNotKeep() {
        for (int line = 1; line <= 250; line++) {
            diagnostics.error(SpecCode.SYNTAX, at(line, 1), "x");
        }

        assertThat(diagnostics.isFull()).isTrue();
        assertThat(diagnostics.all()).hasSize(201);
        assertThat(diagnostics.all().getLast())
                .hasToString("f:250:1: error: 50 more problems are not shown [PRB0014]");
    }

    @Test
    void hasNoErrorsForWarnings() {
        diagnostics.warning(SpecCode.SYNTAX, at(1, 1), "x");

        assertThat(diagnostics.hasErrors()).isFalse();
    }

    private static Origin at(int line, int column) {
        return new Origin.Position("f", line, column);
    }
}
