package dev.probity.spec.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// docs/reference/diagnostics.md lists what the code can say.
class DiagnosticsReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/diagnostics.md");

    @Test
    void listsEveryCodeWithItsExplanation() throws IOException {
        List<String> rows =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| PRB0"))
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(SpecCode.values())
                                .map(code ->
                                        "| %s | %s | %s |"
                                                .formatted(
                                                        code.id(),
                                                        code.title(),
                                                        code.explanation()))
                                .toList());
    }

    @Test
    void givesEachCodeANumberOfItsOwn() {
        assertThat(SpecCode.values()).extracting(Code::id).doesNotHaveDuplicates().isSorted();
    }
}
