package dev.probity.dialects.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.GoldenCase;
import dev.probity.spec.diagnostics.Code;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// docs/reference/compose.md tells the truth.
class ReferencePageTest {
    private final String page = page();

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/reference/compose.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void showsAFileThatIsRead() {
        String example = page.substring(page.indexOf("```yaml\n") + 8);

        assertThat(
                        GoldenCase.read(
                                        new ComposeDialect(),
                                        example.substring(0, example.indexOf("```")))
                                .diagnostics())
                .isEmpty();
    }

    @Test
    void listsEveryCodeWithItsExplanation() {
        List<String> rows = page.lines().filter(line -> line.startsWith("| PRB1")).toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Stream.of(ComposeCode.values())
                                .map(code ->
                                        "| %s | %s | %s |"
                                                .formatted(
                                                        code.id(),
                                                        code.title(),
                                                        code.explanation()))
                                .toList());
        assertThat(ComposeCode.values()).extracting(Code::id).doesNotHaveDuplicates().isSorted();
    }
}
