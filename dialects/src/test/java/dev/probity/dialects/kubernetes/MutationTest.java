package dev.probity.dialects.kubernetes;

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

/// Broken manifests give diagnostics, soon, and nothing else; what is read is written and read
/// again. A failure names its seed.
class MutationTest {
    private static final int TEXTS = 200;
    private static final List<String> PIECES =
            List.of(
                    "{}",
                    "[]",
                    "---\n",
                    "kind: List\n",
                    "null",
                    "\"\"",
                    "$(A)",
                    "$$(",
                    "-1",
                    "99999999999",
                    "0",
                    "{port}",
                    "restartPolicy: Always\n",
                    "&a ",
                    "*a",
                    "valueFrom: {fieldRef: {fieldPath: x}}\n",
                    "metadata.labels['",
                    "probity.dev/process: \"*\"\n",
                    "type: ExternalName\n");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Timeout(60)
    void staysCalmWhateverIsInTheFile(long seed) {
        List<String> texts = GoldenCase.all("kubernetes").stream().map(GoldenCase::input).toList();
        var mutation = new Mutation(texts, PIECES, new Random(seed));
        for (int number = 0; number < TEXTS; number++) {
            String text = mutation.next();
            assertThatCode(() -> check(text)).as(text).doesNotThrowAnyException();
        }
    }

    private static void check(String text) {
        var dialect = new KubernetesDialect();
        Reading reading = GoldenCase.read(dialect, text);
        boolean errors =
                reading.diagnostics().stream()
                        .anyMatch(found -> found.severity() == Severity.ERROR);
        assertThat(reading.resolved().isPresent()).isEqualTo(!errors);
        reading.resolved()
                .ifPresent(found -> {
                    String written =
                            dialect.writer().orElseThrow().write(found.application()).text();
                    assertThat(GoldenCase.read(dialect, written).diagnostics())
                            .noneMatch(again -> again.severity() == Severity.ERROR);
                });
    }
}
