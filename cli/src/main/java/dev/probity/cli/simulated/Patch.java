package dev.probity.cli.simulated;

import dev.probity.simulator.lint.Finding;
import dev.probity.spec.Origin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Proposed numbers put into a file's text, where they stand in it already; all else of the text,
/// its comments included, stays as it is.
///
/// @param file its name
/// @param before its text
/// @param after its text with the numbers
public record Patch(String file, String before, String after) {

    private record Edit(int line, int column, String from, String to) {}

    /// @param origins of the resolved file's values, by path
    public static Patch of(
            String file, String text, List<Finding> findings, Map<String, Origin> origins) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        for (Edit edit : edits(file, findings, origins)) {
            replace(lines, edit);
        }
        return new Patch(file, text, String.join("\n", lines));
    }

    /// From the end to the beginning, so that none moves another. Of two numbers for one place the
    /// greater one counts: it bears what both are proposed for.
    private static List<Edit> edits(
            String file, List<Finding> findings, Map<String, Origin> origins) {
        Map<String, Edit> edits = new TreeMap<>();
        findings.stream()
                .flatMap(finding -> finding.fix().stream())
                .flatMap(fix -> fix.changes().stream())
                .forEach(change -> {
                    if (change.from().isPresent()
                            && origins.get(change.path())
                                    instanceof Origin.Position(String name, int line, int column)
                            && name.equals(file)) {
                        edits.merge(
                                change.path(),
                                new Edit(line, column, change.from().get(), change.to()),
                                Patch::greater);
                    }
                });
        return edits.values().stream()
                .sorted(
                        Comparator.comparingInt(Edit::line)
                                .thenComparingInt(Edit::column)
                                .reversed())
                .toList();
    }

    private static Edit greater(Edit one, Edit other) {
        return Integer.parseInt(one.to()) >= Integer.parseInt(other.to()) ? one : other;
    }

    /// Only where the number stands as it is meant: an alias or a variable is left alone.
    private static void replace(List<String> lines, Edit edit) {
        String line = lines.get(edit.line() - 1);
        int at = line.offsetByCodePoints(0, edit.column() - 1);
        if (line.startsWith(edit.from(), at)) {
            lines.set(
                    edit.line() - 1,
                    line.substring(0, at) + edit.to() + line.substring(at + edit.from().length()));
        }
    }

    public boolean isEmpty() {
        return before.equals(after);
    }

    /// As `patch -p0` takes it.
    public String text() {
        String[] old = before.split("\n", -1);
        String[] changed = after.split("\n", -1);
        StringBuilder text = new StringBuilder("--- %s\n+++ %<s\n".formatted(file));
        for (int line = 0; line < old.length; line++) {
            if (!old[line].equals(changed[line])) {
                text.append("@@ -%d +%<d @@\n".formatted(line + 1))
                        .append('-')
                        .append(old[line])
                        .append("\n+")
                        .append(changed[line])
                        .append('\n');
            }
        }
        return text.toString();
    }
}
