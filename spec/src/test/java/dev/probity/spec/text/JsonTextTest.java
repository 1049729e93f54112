package dev.probity.spec.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static Mapping read(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Node root =
                YamlText.document(
                                new Source("a.jsonc", text), YamlText.MergeKeys.PLAIN, diagnostics)
                        .orElseThrow(() -> new AssertionError(diagnostics.all()));
        assertThat(diagnostics.all()).isEmpty();
        return (Mapping) root;
    }

    @Test
    void keepsEveryPlaceBehindComments() {
        Mapping root =
                read(
                        """
                        // a file
                        {
                          /* two
                             lines */ "a": "x", // one "quoted" word
                        \t"url": "http://host/*path", // and // another
                          "end": [1, 2,], /**/
                        }
                        """);

        assertThat(root.get("a"))
                .contains(
                        new Scalar(new Origin.Position("a.jsonc", 4, 20), "x", Node.Style.QUOTED));
        assertThat(root.get("url"))
                .hasValueSatisfying(value ->
                        assertThat(((Scalar) value).text()).isEqualTo("http://host/*path"));
        assertThat(root.get("end")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: http://host//x}",
                "a: \"{\" # {\" // no comment",
                "a: b // c",
                "{\"a\": \"\\\"// no comment\"}"
            })
    void leavesAloneWhatIsNoComment(String text) {
        assertThat(JsonText.blanked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"", "{\"\\", "{/", "{/*", "//", "{}/*", "[ // x"})
    void endsWithTheText(String text) {
        assertThat(JsonText.blanked(text)).hasSameSizeAs(text);
    }
}
