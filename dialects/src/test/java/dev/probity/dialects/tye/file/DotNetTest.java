package dev.probity.dialects.tye.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class DotNetTest {

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"8080,8080", " 8080 ,8080", "+5,5", "-1,-1", "007,7", "2147483647,2147483647"})
    void takesIntegersWithBlanksAndASign(String text, int number) {
        assertThat(DotNet.integer(text)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0x10", "1_000", "1e3", "1.0", "2147483648", "--1", "٣"})
    void takesNothingElseForAnInteger(String text) {
        assertThat(DotNet.integer(text)).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({"true,true", "TRUE,true", "False,false", "' true ',true"})
    void takesBooleansInAnyCase(String text, boolean truth) {
        assertThat(DotNet.bool(text)).contains(truth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1", "", "truth"})
    void takesNothingElseForABoolean(String text) {
        assertThat(DotNet.bool(text)).isEmpty();
    }

    @ParameterizedTest(name = "<{0}> is cut into {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a b  c            | a;b;c
                    "a b" c           | a b;c
                    a"b c"d           | ab cd
                    ""                | ``
                    "a""b"            | a"b
                    \\"a\\"           | "a"
                    "C:\\dir\\\\" x   | C:\\dir\\;x
                    a\\\\b            | a\\\\b
                    a\\\\"b c"        | a\\b c
                    'a b'             | 'a;b'
                    "open end         | open end
                    """)
    void cutsACommandLineAsDotNetDoes(String line, String arguments) {
        assertThat(DotNet.arguments(line)).isEqualTo(List.of(arguments.split(";", -1)));
    }

    @Test
    void cutsAnEmptyLineIntoNothing() {
        assertThat(DotNet.arguments("  \t ")).isEmpty();
    }

    @Test
    void expandsOnlyVariablesThatHaveAValue() {
        Map<String, String> variables = Map.of("A", "1", "B$", "\\2");

        assertThat(
                        DotNet.expand(
                                "%A%-%B$%-%C%-100% of %A%",
                                name -> Optional.ofNullable(variables.get(name))))
                .isEqualTo("1-\\2-%C%-100% of 1");
    }
}
