package dev.probity.spec.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Node;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            textBlock =
                    """
                    a b  c            ! [a, b, c]
                    a "b c" 'd e'     ! [a, b c, d e]
                    a"b c"d           ! [ab cd]
                    a ""              ! [a, ]
                    a \\"b            ! [a, "b]
                    a b\\ c           ! [a, b c]
                    "a \\" b"         ! [a " b]
                    'a \\ b'          ! [a \\ b]
                    C:\\dir\\a.exe x  ! [C:\\dir\\a.exe, x]
                    a "|" '&&'        ! [a, |, &&]
                    a x|y a;b         ! [a, x|y, a;b]
                    a $HOME *.txt     ! [a, $HOME, *.txt]
                    """)
    void splitsAtBlanksAndKeepsQuotedWords(String line, String words) {
        assertThat(CommandLine.split(value(line), line)).hasToString(words);
        assertThat(diagnostics.all()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a | b", "a > b", "a; b", "a && b", "a 2>&1", "a &"})
    void refusesWhatOnlyAShellUnderstands(String line) {
        CommandLine.split(value(line), line);

        assertThat(diagnostics.all()).extracting(each -> each.code()).containsOnly("PRB0210");
    }

    private Value value(String line) {
        var position = new Origin.Position("f", 1, 1);
        return Value.root(
                new Node.Scalar(position, line, Node.Style.PLAIN),
                new Dialect("test", Severity.ERROR, Scalars.CORE),
                diagnostics);
    }
}
