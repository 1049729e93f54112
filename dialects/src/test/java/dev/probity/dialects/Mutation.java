package dev.probity.dialects;

import java.util.List;
import java.util.Random;

/// Makes texts that nobody would write out of texts that somebody did.
///
/// @param pieces that are put in
public record Mutation(List<String> texts, List<String> pieces, Random random) {
    private static final int CHANGES = 5;
    private static final int LONGEST_CUT = 12;
    private static final int LONGEST_GRAFT = 80;

    public String next() {
        var changed = new StringBuilder(any(texts));
        for (int change = random.nextInt(CHANGES) + 1; change > 0; change--) {
            int at = random.nextInt(changed.length() + 1);
            int to = Math.min(changed.length(), at + random.nextInt(LONGEST_CUT));
            switch (random.nextInt(5)) {
                case 0 -> changed.delete(at, to);
                case 1 -> changed.insert(at, any(pieces));
                case 2 -> changed.replace(at, to, any(pieces));
                case 3 -> changed.insert(at, changed.substring(at, to));
                default -> {
                    String other = any(texts);
                    int from = random.nextInt(other.length());
                    int end = Math.min(other.length(), from + random.nextInt(LONGEST_GRAFT));
                    changed.insert(at, other.substring(from, end));
                }
            }
        }
        return changed.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
