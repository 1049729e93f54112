package dev.probity.dialects.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.probity.dialects.GoldenCase;
import dev.probity.dialects.Mutation;
import dev.probity.dialects.Reading;
import dev.probity.spec.Diagnostic.Severity;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/// Broken Compose files give diagnostics, soon, and nothing else. A failure names its seed.
class MutationTest {
    private static final int TEXTS = 200;
    private static final List<String> PIECES =
            List.of(
                    "{}",
                    "[]",
                    "null",
                    "${",
                    "${A:-",
                    "}",
                    "$$",
                    "$A",
                    "'",
                    "\"",
                    "-1",
                    "99999999999",
                    "0-65535",
                    "1-2:3-4",
                    "::",
                    "&a ",
                    "*a",
                    "<<: ",
                    "---\n",
                    "test: []\n",
                    "image: a\n",
                    "build: .\n",
                    "\\");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Timeout(60)
    void staysCalmWhateverIsInTheFile(long seed) {
        List<String> texts = GoldenCase.all("compose").stream().map(GoldenCase::input).toList();
        var mutation = new Mutation(texts, PIECES, new Random(seed));
        for (int number = 0; number < TEXTS; number++) {
            String text = mutation.next();
            assertThatCode(() -> check(text)).as(text).doesNotThrowAnyException();
        }
    }

    private static void check(String text) {
        Reading reading = GoldenCase.read(new ComposeDialect(), text);
        boolean errors =
                reading.diagnostics().stream()
                        .anyMatch(found -> found.severity() == Severity.ERROR);
        assertThat(reading.resolved().isPresent()).isEqualTo(!errors);
    }
}
