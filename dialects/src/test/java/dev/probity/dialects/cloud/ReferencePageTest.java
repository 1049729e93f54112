package dev.probity.dialects.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.dialects.TestFiles;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The pages in docs/reference tell the truth.
class ReferencePageTest {

    private static String page(String name) {
        try {
            return Files.readString(Path.of("../docs/reference/" + name + ".md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradient", "truefoundry", "blueprint"})
    void showsAFileThatIsRecognizedAndRead(String dialect) {
        String page = page(dialect);
        String example = page.substring(page.indexOf("```yaml\n") + 8);
        Source source = new Source("file", example.substring(0, example.indexOf("```")));

        Reading reading = TestFiles.read(dialect, source);

        assertThat(TestFiles.detected(source)).isEqualTo(dialect);
        assertThat(reading.resolved()).as(TestFiles.lines(reading)).isPresent();
        assertThat(TestFiles.lines(reading)).doesNotContain("warning");
    }

    @Test
    void listsEveryCodeWithItsExplanation() {
        String page = page("dialects");
        for (CloudCode code : CloudCode.values()) {
            assertThat(page)
                    .contains(
                            "| %s | %s | %s |"
                                    .formatted(code.id(), code.title(), code.explanation()));
        }
    }

    @Test
    void listsEveryDialect() {
        String page = page("dialects");
        for (Dialect dialect : Dialects.all()) {
            assertThat(page).contains("| `" + dialect.name() + "` |");
        }
    }
}
