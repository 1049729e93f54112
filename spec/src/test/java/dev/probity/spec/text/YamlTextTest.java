package dev.probity.spec.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.YamlText.MergeKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

class YamlTextTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void knowsWhereKeysAndValuesAre() {
        Node.Mapping root = mapping("a: 1\nb:\n  - x\n  - {c: 'd'}\n");

        assertThat(root.entries().get(1).position()).hasToString("f.yaml:2:1");
        Node.Sequence list = (Node.Sequence) root.get("b").orElseThrow();
        assertThat(list.position()).hasToString("f.yaml:3:3");
        Node.Mapping inner = (Node.Mapping) list.items().get(1);
        assertThat(inner.get("c").orElseThrow())
                .isEqualTo(
                        new Node.Scalar(
                                new dev.probity.spec.Origin.Position("f.yaml", 4, 9),
                                "d",
                                Node.Style.QUOTED));
    }

    @Test
    void readsJsonWithTabsAndEscapes() {
        Node.Mapping root =
                mapping("{\n\t\"path\": \"\\/a\\u00e9\\ud83d\\ude00\",\n\t\"n\": [1, null]\n}");

        assertThat(text(root, "path")).isEqualTo("/aé\uD83D\uDE00");
        Node.Sequence numbers = (Node.Sequence) root.get("n").orElseThrow();
        assertThat(((Node.Scalar) numbers.items().get(1)).isNull()).isTrue();
    }

    @Test
    void followsAliases() {
        Node.Mapping root = mapping("a: &x {k: v}\nb: *x\n");

        assertThat(root.get("b")).isEqualTo(root.get("a"));
    }

    @Test
    void mergesBehindTheMappingsOwnKeys() {
        Node.Mapping root =
                mapping(
                        """
                        one: &one {k: 1, l: 1}
                        two: &two {l: 2, m: 2}
                        all: {<<: [*one, *two], k: 0}
                        """);

        Node.Mapping all = (Node.Mapping) root.get("all").orElseThrow();
        assertThat(all.entries())
                .extracting(entry -> entry.key() + ((Node.Scalar) entry.value()).text())
                .containsExactly("k0", "l1", "m2");
    }

    @Test
    void leavesTheMergeKeyAloneWhenTold() {
        Optional<Node> root =
                YamlText.document(
                        new Source("f.yaml", "a: &x {k: v}\nb: {<<: *x}\n"),
                        MergeKeys.PLAIN,
                        diagnostics);

        Node.Mapping b = (Node.Mapping) ((Node.Mapping) root.orElseThrow()).get("b").orElseThrow();
        assertThat(b.get("<<")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: 1\\na: 2              | f.yaml:2:1: error: "a" is given twice; the first one is in line 1 [PRB0006]
                    a:\\n\\tb: 1             | f.yaml:2:1: error: a tab in the indent; indent with spaces [PRB0005]
                    a: b: c                  | f.yaml:1:5: error: a second ": " in one line, where no key can be; put quotes around a text that contains ": ", or begin a new line [PRB0004]
                    a: 'b                    | f.yaml:1:4: error: the quote is not closed; end the text with the quote that it begins with [PRB0004]
                    a: [1, 2\\nb: 3          | f.yaml:2:2: error: the list in [ ] is not closed, begun in line 1; separate values with "," and end the list with "]" [PRB0004]
                    a: @b                    | f.yaml:1:4: error: a text cannot begin with this character; put quotes around it [PRB0004]
                    a: *x                    | f.yaml:1:4: error: the alias *x has no anchor &x that ends before it [PRB0008]
                    a: &x [*x]               | f.yaml:1:8: error: the alias *x has no anchor &x that ends before it [PRB0008]
                    <<: 3                    | f.yaml:1:5: error: << takes a mapping or a list of mappings, and this is a single value [PRB0009]
                    ? [a]\\n: b              | f.yaml:1:3: error: a key is a word, and this is a list [PRB0010]
                    a: !Ref b                | f.yaml:1:4: error: the tag !Ref has no meaning here; leave it out [PRB0011]
                    a: 1\\n---\\nb: 2        | f.yaml:3:1: error: a second document begins here; one file holds one application [PRB0012]
                    # nothing                | f.yaml:1:1: error: there is nothing in the file [PRB0013]
                    a: \\u0007               | f.yaml:1:4: error: the character U+0007 cannot be in a text; write it as an escape in double quotes [PRB0004]
                    """)
    void tellsWhatIsWrongAndWhere(String text, String expected) {
        document(text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007"));

        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        document(bomb.toString());

        assertThat(told()).contains("more than 100000 values, aliases followed").contains(":5:");
    }

    @Test
    void refusesDepthHoweverItIsMade() {
        document("[".repeat(100_000));
        document("- ".repeat(5_000) + "x");
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 1000; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        document(chain.toString());

        assertThat(diagnostics.all())
                .extracting(diagnostic -> diagnostic.code())
                .containsExactly("PRB0007", "PRB0007", "PRB0007");
    }

    @Test
    void refusesSizeAndForeignBytes() {
        assertThat(Source.decode("big", new byte[Source.MAX_BYTES + 1], diagnostics)).isEmpty();
        assertThat(Source.decode("f", new byte[] {'a', '\n', 'b', (byte) 0xFF, 'c'}, diagnostics))
                .isEmpty();

        assertThat(told())
                .isEqualTo(
                        """
                        big:1:1: error: the file has 1048577 bytes; the most is 1048576 [PRB0003]
                        f:2:2: error: the bytes here are not UTF-8 text; save the file as UTF-8 [PRB0002]\
                        """);
    }

    @Test
    void readsMarkedTexts() {
        byte[] utf16 = "\uFEFFa: ü".getBytes(StandardCharsets.UTF_16LE);
        byte[] utf8 = "\uFEFFa: ü".getBytes(StandardCharsets.UTF_8);

        for (byte[] bytes : List.of(utf16, utf8)) {
            Source source = Source.decode("f", bytes, diagnostics).orElseThrow();
            assertThat(source.text()).isEqualTo("a: ü");
        }
    }

    private Optional<Node> document(String text) {
        return YamlText.document(new Source("f.yaml", text), MergeKeys.FOLLOWED, diagnostics);
    }

    private Node.Mapping mapping(String text) {
        Node root = document(text).orElseThrow();
        assertThat(diagnostics.all()).isEmpty();
        return (Node.Mapping) root;
    }

    private static String text(Node.Mapping mapping, String key) {
        return ((Node.Scalar) mapping.get(key).orElseThrow()).text();
    }

    private String told() {
        return diagnostics.all().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
