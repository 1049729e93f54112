package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.launch.OutputLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

class LineSplitterTest {

    private static List<OutputLine> split(byte[] bytes, int pieceLength) {
        var splitter = new LineSplitter();
        List<OutputLine> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += pieceLength) {
            byte[] piece =
                    Arrays.copyOfRange(bytes, from, Math.min(from + pieceLength, bytes.length));
            lines.addAll(splitter.add(piece, piece.length));
        }
        splitter.rest().ifPresent(lines::add);
        return lines;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one.two.      | one,two
                    one.two       | one,two
                    .one..        | ,one,
                    one~.two      | one,two
                    o~ne.         | o~ne
                    ~.~.          | ,
                    """)
    void endsLinesAtLineFeedsAndDropsAReturnBeforeThem(String text, String lines) {
        byte[] bytes = text.replace('.', '\n').replace('~', '\r').getBytes(StandardCharsets.UTF_8);
        for (int pieceLength = 1; pieceLength <= bytes.length; pieceLength++) {
            assertThat(
                            split(bytes, pieceLength).stream()
                                    .map(line -> line.text().replace('\r', '~'))
                                    .collect(Collectors.joining(",")))
                    .isEqualTo(lines == null ? "" : lines);
        }
    }

    @Test
    void cutsAnEndlessLineIntoContinuedPieces() {
        byte[] bytes = "x".repeat(LineSplitter.LONGEST * 2 + 5).getBytes(StandardCharsets.UTF_8);

        assertThat(split(bytes, 1000))
                .extracting(OutputLine::continued, line -> line.text().length())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, LineSplitter.LONGEST),
                        org.assertj.core.groups.Tuple.tuple(true, LineSplitter.LONGEST),
                        org.assertj.core.groups.Tuple.tuple(false, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "😀"})
    void neverCutsACharacterInTwo(String character) {
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + character.repeat(LineSplitter.LONGEST);

            List<OutputLine> pieces = split(text.getBytes(StandardCharsets.UTF_8), 777);

            assertThat(pieces.stream().map(OutputLine::text).collect(Collectors.joining()))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void takesAnyBytesAndLosesNoLine(long seed) {
        byte[] bytes = new byte[200_000];
        new Random(seed).nextBytes(bytes);
        long ends = 0;
        for (byte one : bytes) {
            ends += one == '\n' ? 1 : 0;
        }

        List<OutputLine> lines = split(bytes, 4096);

        assertThat(lines.stream().filter(line -> !line.continued()).count())
                .isBetween(ends, ends + 1);
    }
}
