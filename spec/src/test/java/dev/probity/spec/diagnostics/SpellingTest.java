package dev.probity.spec.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SpellingTest {
    private static final List<String> KEYS =
            List.of("name", "env", "envFile", "ports", "readinessProbe", "livenessProbe", "tags");

    @ParameterizedTest(name = "{0} is meant as {1}")
    @CsvSource(
            textBlock =
                    """
                    nmae,           name
                    Name,           name
                    env_file,       envFile
                    port,           ports
                    prots,          ports
                    readyProbe,
                    livenesProbe,   livenessProbe
                    readinesProbe,  readinessProbe
                    liveness-probe, livenessProbe
                    tag,            tags
                    x,
                    something,
                    '',
                    """)
    void guessesOnlyWhatIsNear(String word, String meant) {
        assertThat(Spelling.nearest(word, KEYS).orElse(null)).isEqualTo(meant);
    }
}
