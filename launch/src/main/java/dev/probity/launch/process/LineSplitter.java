package dev.probity.launch.process;

import dev.probity.launch.OutputLine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes lines of bytes that come in pieces. Nothing is lost, and no line makes it grow.
final class LineSplitter {

    /// As the kubelet's container runtimes cut them.
    static final int LONGEST = 16 * 1024;

    private final byte[] kept = new byte[LONGEST];
    private int length;

    /// @return the lines that are complete now, and the full pieces of one that is too long
    List<OutputLine> add(byte[] bytes, int count) {
        List<OutputLine> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                keep(bytes, from, at, lines);
                lines.add(take(length, false));
                from = at + 1;
            }
        }
        keep(bytes, from, count, lines);
        return lines;
    }

    /// What came after the last line's end, when that was the end of all.
    Optional<OutputLine> rest() {
        return length == 0 ? Optional.empty() : Optional.of(take(length, false));
    }

    private void keep(byte[] bytes, int from, int to, List<OutputLine> lines) {
        int at = from;
        while (at < to) {
            if (length == LONGEST) {
                lines.add(take(wholeCharacters(), true));
            }
            int fitting = Math.min(to - at, LONGEST - length);
            System.arraycopy(bytes, at, kept, length, fitting);
            length += fitting;
            at += fitting;
        }
    }

    private OutputLine take(int count, boolean continued) {
        int end = !continued && count > 0 && kept[count - 1] == '\r' ? count - 1 : count;
        String text = new String(kept, 0, end, StandardCharsets.UTF_8);
        length -= count;
        System.arraycopy(kept, count, kept, 0, length);
        return new OutputLine(text, continued);
    }

    // A piece must not end within a character: at most three bytes of one wait for the rest.
    private int wholeCharacters() {
        for (int back = 1; back <= 3; back++) {
            int first = kept[length - back] & 0xFF;
            if (first >= 0xC0) {
                int needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
                return back < needed ? length - back : length;
            }
            if (first < 0x80) {
                return length;
            }
        }
        return length;
    }
}
