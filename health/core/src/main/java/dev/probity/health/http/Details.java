package dev.probity.health.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Who may see more than names, statuses and one reason: data, times, counts, every reason.
public sealed interface Details {
    boolean shownTo(Request request);

    record Withheld() implements Details {
        @Override
        public boolean shownTo(Request request) {
            return false;
        }
    }

    record Shown() implements Details {
        @Override
        public boolean shownTo(Request request) {
            return true;
        }
    }

    /// Whoever sends `Authorization: Bearer TOKEN`.
    record ForBearer(String token) implements Details {
        private static final int SHORTEST = 16; // characters; less can be guessed

        public ForBearer {
            if (token.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "the token for details has %d characters; it needs at least %d"
                                .formatted(token.length(), SHORTEST));
            }
        }

        @Override
        public boolean shownTo(Request request) {
            byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
            byte[] sent = request.authorization().getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(expected, sent); // takes as long for a near miss
        }

        @Override
        public String toString() {
            return "ForBearer[token=withheld]";
        }
    }
}
