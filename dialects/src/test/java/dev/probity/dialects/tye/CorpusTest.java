package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Reading;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Resolved;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every file of Tye's own comes out as SOURCES.md says.
class CorpusTest {
    private static final Pattern OK = Pattern.compile("ok ([0-9]+) services?, ([0-9]+) ingress");
    private static final Pattern ERROR =
            Pattern.compile("error: (?:\\(([0-9]+), ([0-9]+)\\): )?(.*)");

    record Case(String file, String expected) {
        @Override
        public String toString() {
            return file + ": " + expected;
        }
    }

    static List<Case> corpus() {
        return Corpus.text("SOURCES.md")
                .lines()
                .filter(line -> line.contains("__"))
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|"))
                .map(cells -> new Case(cells[1].strip(), cells[4].strip()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void comesOutAsItsSourceSays(Case example) {
        Reading reading = Corpus.read(example.file());

        Matcher ok = OK.matcher(example.expected());
        Matcher error = ERROR.matcher(example.expected());
        if (ok.matches()) {
            Application application =
                    reading.resolved()
                            .map(Resolved::application)
                            .orElseThrow(() -> new AssertionError(reading.diagnostics()));
            assertThat(application.services()).hasSize(Integer.parseInt(ok.group(1)));
            assertThat(application.ingresses()).hasSize(Integer.parseInt(ok.group(2)));
        } else if (error.matches()) {
            String place =
                    Optional.ofNullable(error.group(1))
                            .map(line -> ":" + line + ":" + error.group(2) + ": ")
                            .orElse("");
            assertThat(reading.resolved()).isEmpty();
            assertThat(reading.diagnostics())
                    .filteredOn(found -> found.severity() == Severity.ERROR)
                    .anySatisfy(found ->
                            assertThat(found.toString()).contains(place).contains(error.group(3)));
        } else {
            assertThat(example.expected()).isEqualTo("not YAML");
            assertThat(reading.resolved()).isEmpty();
            assertThat(reading.diagnostics())
                    .singleElement()
                    .satisfies(found -> assertThat(found.code()).startsWith("PRB00"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void isKnownForATyeFileByItsContent(Case example) {
        boolean fragment =
                example.expected().equals("not YAML")
                        || example.expected().contains("Expected yaml sequence");
        assertThat(Corpus.isDetected(example.file())).isEqualTo(!fragment);
    }

    @Test
    void coversEveryFile() {
        assertThat(corpus().stream().map(Case::file).toList())
                .containsExactlyInAnyOrderElementsOf(Corpus.files())
                .hasSize(62);
    }
}
