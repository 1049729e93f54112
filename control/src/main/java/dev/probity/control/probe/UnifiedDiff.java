package dev.probity.control.probe;

import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.yaml.ProbityYaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the change of one probe makes of a text: one hunk, with some lines around it.
public final class UnifiedDiff {
    private static final int AROUND = 3; // lines, as diff -u

    /// Beyond this many pairs of lines what differs is not looked through.
    private static final int MOST_PAIRS = 1_000_000;

    private final List<String> old;
    private final List<String> changed;
    private int head; // equal lines before
    private int tail; // equal lines behind

    private UnifiedDiff(String before, String after) {
        this.old = before.lines().toList();
        this.changed = after.lines().toList();
        int most = Math.min(old.size(), changed.size());
        while (head < most && old.get(head).equals(changed.get(head))) {
            head++;
        }
        while (tail < most - head
                && old.get(old.size() - 1 - tail).equals(changed.get(changed.size() - 1 - tail))) {
            tail++;
        }
    }

    /// Empty when nothing differs.
    static String of(String name, String before, String after) {
        return before.equals(after) ? "" : new UnifiedDiff(before, after).text(name);
    }

    /// Of what two descriptions of one application amount to, every default written out.
    public static String ofMeaning(Application before, Application after) {
        return of(before.name(), meaning(before), meaning(after));
    }

    private static String meaning(Application application) {
        return ProbityYaml.write(new Resolved(application, Map.of(), List.of()));
    }

    private String text(String name) {
        int from = Math.max(0, head - AROUND);
        int around = Math.min(AROUND, tail);
        int oldEnd = old.size() - tail;
        int changedEnd = changed.size() - tail;
        List<String> lines = new ArrayList<>();
        old.subList(from, head).forEach(line -> lines.add(" " + line));
        between(old.subList(head, oldEnd), changed.subList(head, changedEnd), lines);
        old.subList(oldEnd, oldEnd + around).forEach(line -> lines.add(" " + line));
        return "--- %s\n+++ %s\n@@ -%s +%s @@\n%s\n"
                .formatted(
                        name,
                        name,
                        range(from, oldEnd + around),
                        range(from, changedEnd + around),
                        String.join("\n", lines));
    }

    /// As `diff` counts: from 1, and an empty range from the line before it.
    private static String range(int from, int to) {
        return (to == from ? from : from + 1) + "," + (to - from);
    }

    /// By the longest common subsequence of lines, counted from the end.
    private static void between(List<String> old, List<String> changed, List<String> lines) {
        int[][] common =
                (long) old.size() * changed.size() > MOST_PAIRS
                        ? new int[old.size() + 1][changed.size() + 1] // none known
                        : common(old, changed);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < changed.size()) {
            boolean both = i < old.size() && j < changed.size();
            if (both && old.get(i).equals(changed.get(j))) {
                lines.add(" " + old.get(i++));
                j++;
            } else if (j == changed.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("-" + old.get(i++));
            } else {
                lines.add("+" + changed.get(j++));
            }
        }
    }

    private static int[][] common(List<String> old, List<String> changed) {
        int[][] common = new int[old.size() + 1][changed.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = changed.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(changed.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
