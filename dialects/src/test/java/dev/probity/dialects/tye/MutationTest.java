package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Broken files give diagnostics, soon, and nothing else. The seed is in the test's name.
class MutationTest {
    private static final int CHANGES = 6;
    private static final int TEXTS = 150;
    private static final List<String> PIECES =
            List.of(
                    "\0",
                    "\t",
                    "{",
                    "}",
                    "[",
                    "]",
                    "- ",
                    ": ",
                    "&a ",
                    "*a",
                    "<<: ",
                    "!!x ",
                    "|\n",
                    "\"",
                    "'",
                    "\"\\0\"",
                    "%A%",
                    "${",
                    "${host}",
                    "-1",
                    "99999999999",
                    "null",
                    "~",
                    "---\n",
                    "...\n",
                    "\uFEFF",
                    "\uD800",
                    "name: a\n",
                    "include: tye.yaml\n",
                    "liveness: {http: {path: /}}\n",
                    "external: true\n",
                    "port: 0\n",
                    "#");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(60)
    void staysCalmWhateverIsInTheFile(long seed) {
        var random = new Random(seed);
        List<String> files = Corpus.files();
        for (int number = 0; number < TEXTS; number++) {
            String file = files.get(random.nextInt(files.size()));
            String other = files.get(random.nextInt(files.size()));
            String text = mutated(Corpus.text(file), Corpus.text(other), random);

            assertThatCode(() -> check(text))
                    .as("%s as <%s>", file, text)
                    .doesNotThrowAnyException();
        }
    }

    private static void check(String text) {
        Folder folder = new Folder().withFile("tye.yaml", text).withVariable("A", "%A%");
        Reading reading = folder.read(text);
        boolean errors =
                reading.diagnostics().stream()
                        .anyMatch(found -> found.severity() == Severity.ERROR);

        assertThat(reading.resolved().isPresent()).isEqualTo(!errors);
        assertThat(Dialects.detect("any.yaml", new Source("any.yaml", text))).isNotNull();
    }

    private static String mutated(String text, String other, Random random) {
        var changed = new StringBuilder(text);
        for (int change = 0; change < random.nextInt(1, CHANGES); change++) {
            int at = random.nextInt(changed.length() + 1);
            int to = Math.min(changed.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> changed.delete(at, to);
                case 1 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> changed.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> changed.insert(at, changed.substring(at, to));
                default -> {
                    int from = random.nextInt(other.length());
                    changed.insert(
                            at,
                            other.substring(
                                    from, Math.min(other.length(), from + random.nextInt(80))));
                }
            }
        }
        return changed.toString();
    }
}
