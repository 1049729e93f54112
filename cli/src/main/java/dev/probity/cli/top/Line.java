package dev.probity.cli.top;

import java.util.ArrayList;
import java.util.List;

/// One line of a frame, piece by piece. It is cut where the screen ends, and nothing that a program
/// has printed can move the cursor.
final class Line {
    private final List<Piece> pieces = new ArrayList<>();
    private int width;

    private record Piece(String text, Style style) {}

    static Line of(String text) {
        return new Line().add(text);
    }

    Line add(String text) {
        return add(text, Style.PLAIN);
    }

    Line add(String text, Style style) {
        String safe = text.replaceAll("\\p{Cntrl}|\\p{Cf}", "?");
        pieces.add(new Piece(safe, style));
        width += width(safe);
        return this;
    }

    /// Fills up to a column, or leaves a blank when it is behind that already.
    Line to(int column) {
        return add(" ".repeat(Math.max(pieces.isEmpty() ? 0 : 1, column - width)));
    }

    /// Up to a column from the right side.
    Line right(String text, int column, Style style) {
        return to(column - width(text)).add(text, style);
    }

    int width() {
        return width;
    }

    /// @param columns of the screen
    String shown(int columns, boolean colour, boolean chosen) {
        StringBuilder shown = new StringBuilder();
        int left = columns;
        for (Piece piece : pieces) {
            String fitting = cut(piece.text(), left);
            left -= width(fitting);
            shown.append(colour && !chosen ? piece.style().of(fitting) : fitting);
        }
        return colour && chosen
                ? Style.CHOSEN.of(shown + " ".repeat(left))
                : shown.toString().stripTrailing();
    }

    private static String cut(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            used += width(letter);
            if (used > columns) {
                break;
            }
            end += Character.charCount(letter);
        }
        return text.substring(0, end);
    }

    private static int width(String text) {
        return text.codePoints().map(Line::width).sum();
    }

    /// Marks stand on the letter before them; the letters of East Asia and pictures take two
    /// columns.
    private static int width(int letter) {
        int type = Character.getType(letter);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide =
                letter >= 0x1100
                        && (letter <= 0x115f
                                || (letter >= 0x2e80 && letter <= 0xa4cf)
                                || (letter >= 0xac00 && letter <= 0xd7a3)
                                || (letter >= 0xf900 && letter <= 0xfaff)
                                || (letter >= 0xfe30 && letter <= 0xfe6f)
                                || (letter >= 0xff00 && letter <= 0xff60)
                                || (letter >= 0x1f300 && letter <= 0x1faff)
                                || letter >= 0x20000);
        return wide ? 2 : 1;
    }
}
