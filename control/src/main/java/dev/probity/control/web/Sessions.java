package dev.probity.control.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who is logged in: links that can be used once, and the sessions that they became.
///
/// They live in memory: the end of the run ends them all.
final class Sessions {
    static final Duration LINK_LIFE = Duration.ofMinutes(10); // from a terminal to a browser
    static final Duration SESSION_LIFE = Duration.ofHours(24);

    private static final int MOST_LINKS = 16; // unused ones; the oldest gives way
    private static final int MOST_SESSIONS = 64; // more browsers than one person has

    // By the digest of the secret, with the end of its life; both guarded by this.
    private final Map<String, Instant> links = new LinkedHashMap<>();
    private final Map<String, Instant> sessions = new LinkedHashMap<>();

    /// The secret of a new link.
    synchronized String newLink(Instant now) {
        return add(links, MOST_LINKS, now.plus(LINK_LIFE));
    }

    /// The secret of a new session, when this link's has not been used and is not too old.
    synchronized Optional<String> redeem(String link, Instant now) {
        Instant end = links.remove(Secrets.digest(link));
        return end == null || !now.isBefore(end)
                ? Optional.empty()
                : Optional.of(add(sessions, MOST_SESSIONS, now.plus(SESSION_LIFE)));
    }

    synchronized boolean knows(String session, Instant now) {
        Instant end = sessions.get(Secrets.digest(session));
        return end != null && now.isBefore(end);
    }

    private static String add(Map<String, Instant> kept, int most, Instant end) {
        if (kept.size() == most) {
            kept.remove(kept.keySet().iterator().next());
        }
        String secret = Secrets.next();
        kept.put(Secrets.digest(secret), end);
        return secret;
    }
}
