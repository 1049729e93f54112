package dev.probity.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.compose.ComposeCode;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.spec.diagnostics.Code;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The pages in docs/reference tell the truth.
class ReferencePagesTest {

    private static String page(String name) {
        try {
            return Files.readString(Path.of("../docs/reference/" + name + ".md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "compose", "gradient", "truefoundry", "blueprint"})
    void showAFileThatIsRecognizedAndRead(String dialect) {
        String page = page(dialect);
        String example = page.substring(page.indexOf("```yaml\n") + 8);
        Source source = new Source("file", example.substring(0, example.indexOf("```")));

        Reading reading = TestFiles.read(dialect, source);

        assertThat(TestFiles.detected(source)).isEqualTo(dialect);
        assertThat(reading.resolved()).as(TestFiles.lines(reading)).isPresent();
        assertThat(TestFiles.lines(reading)).doesNotContain("warning");
    }

    static List<Arguments> codes() {
        return List.of(
                Arguments.of("tye", TyeCode.values()),
                Arguments.of("kubernetes", KubernetesCode.values()),
                Arguments.of("compose", ComposeCode.values()),
                Arguments.of("dialects", CloudCode.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codes")
    void listEveryCodeWithItsExplanation(String name, Code[] codes) {
        List<String> rows = page(name).lines().filter(line -> line.startsWith("| PRB1")).toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Stream.of(codes)
                                .map(code ->
                                        "| %s | %s | %s |"
                                                .formatted(
                                                        code.id(),
                                                        code.title(),
                                                        code.explanation()))
                                .toList());
        assertThat(codes).extracting(Code::id).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void listEveryDialect() {
        String page = page("dialects");
        for (Dialect dialect : Dialects.all()) {
            assertThat(page).contains("| `" + dialect.name() + "` |");
        }
    }
}
