package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// docs/reference/probity-yaml.md tells the truth.
class ReferencePageTest {
    private static final Pattern CODE = Pattern.compile("PRB[0-9]{4}");

    private final String page = read("../docs/reference/probity-yaml.md");

    @Test
    void showsAFileThatIsRead() {
        String example = page.substring(page.indexOf("```yaml\n") + 8);
        Diagnostics diagnostics = new Diagnostics();

        assertThat(GoldenCase.read(example.substring(0, example.indexOf("```")), diagnostics))
                .isPresent();
        assertThat(diagnostics.all()).isEmpty();
    }

    @Test
    void namesOnlyCodesThatExist() {
        Set<String> known =
                Arrays.stream(SpecCode.values()).map(SpecCode::id).collect(Collectors.toSet());

        assertThat(CODE.matcher(page).results().map(MatchResult::group)).isSubsetOf(known);
    }

    /// The schema names every key that the reader knows; SchemaTest sees to that.
    @Test
    void describesEveryKeyOfTheSchema() throws IOException {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(read("src/main/resources/dev/probity/spec/probity.schema.json"));
        Set<String> keys = new TreeSet<>();
        schema.findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(keys::add));

        assertThat(keys).hasSizeGreaterThan(50);
        assertThat(keys)
                .filteredOn(
                        key -> !Pattern.compile("\\b" + Pattern.quote(key)).matcher(page).find())
                .containsExactly("$schema");
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
