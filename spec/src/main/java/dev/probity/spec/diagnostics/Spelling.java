package dev.probity.spec.diagnostics;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Spelling {
    /// No key is longer; the comparison below is quadratic.
    private static final int LONGEST = 64;

    /// A file can have thousands of names, each of them misspelt somewhere.
    private static final int COMPARED = 100;

    private Spelling() {}

    /// The nearest of the known words, when one is near enough to be worth a guess.
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .limit(COMPARED)
                .filter(candidate -> isNear(word, candidate))
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// `did you mean "x"?`, when there is an x.
    public static Optional<String> hint(String word, Collection<String> known) {
        return nearest(word, known).map(near -> "did you mean \"" + near + "\"?");
    }

    private static boolean isNear(String word, String candidate) {
        int tolerance = tolerance(word, candidate);
        // Signs between words cost nothing and can make up for a difference of two or so.
        return Math.abs(word.length() - candidate.length()) <= tolerance + 2
                && distance(word, candidate) <= tolerance;
    }

    private static int tolerance(String word, String candidate) {
        return Math.max(1, Math.min(word.length(), candidate.length()) / 3);
    }

    /// Edits to get from one to the other: insert, drop, replace, swap neighbours. Case and the
    /// signs between words cost nothing, so `env_file` and `EnvFile` are both `envFile`.
    private static int distance(String left, String right) {
        String a = folded(left);
        String b = folded(right);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best =
                Math.min(
                        Math.min(edits[i - 1][j], edits[i][j - 1]) + 1,
                        edits[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
