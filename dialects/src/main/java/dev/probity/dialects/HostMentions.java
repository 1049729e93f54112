package dev.probity.dialects;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds hosts with ports in a text: `db:5432`, `postgres://app:secret@db/shop`.
final class HostMentions {
    private static final Pattern MENTION =
            Pattern.compile(
                    // Not inside of a word, a path or a placeholder.
                    "(?<![A-Za-z0-9._~%{-])(?<!(?<!/)/)"
                            + "(?:([a-z][a-z0-9+]{0,20})://([^/?#@\\s]{0,200}@)?)?"
                            + "([A-Za-z0-9](?:[A-Za-z0-9._-]{0,250}[A-Za-z0-9])?)"
                            + "(?::([0-9]{1,5}))?"
                            // Nor the beginning of something longer, such as redis:7-alpine.
                            + "(?![A-Za-z0-9._:@-])");

    /// Where a scheme's servers listen when nobody says so.
    private static final Map<String, Integer> USUAL =
            Map.ofEntries(
                    Map.entry("http", 80),
                    Map.entry("ws", 80),
                    Map.entry("https", 443),
                    Map.entry("wss", 443),
                    Map.entry("postgres", 5432),
                    Map.entry("postgresql", 5432),
                    Map.entry("mysql", 3306),
                    Map.entry("mariadb", 3306),
                    Map.entry("redis", 6379),
                    Map.entry("mongodb", 27017),
                    Map.entry("amqp", 5672),
                    Map.entry("nats", 4222),
                    Map.entry("kafka", 9092));

    private HostMentions() {}

    /// @param host as it is written
    /// @param port written, or the scheme's usual one
    /// @param url whether a scheme stands before it, so that it is no image or the like
    record Mention(String host, int port, boolean url) {}

    /// @param place what stands for a host and its port; nothing to leave them as they are
    static String replaced(String text, Function<Mention, Optional<String>> place) {
        return MENTION.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                mention(found)
                                        .flatMap(place)
                                        .map(there -> before(found) + there)
                                        .orElse(found.group())));
    }

    private static Optional<Mention> mention(MatchResult found) {
        Optional<String> scheme = Optional.ofNullable(found.group(1));
        String host = found.group(3);
        return Optional.ofNullable(found.group(4))
                .map(Integer::valueOf)
                .or(() -> scheme.flatMap(name -> Optional.ofNullable(USUAL.get(name))))
                .map(port -> new Mention(host, port, scheme.isPresent()));
    }

    /// What stands before the host.
    private static String before(MatchResult found) {
        String user = Optional.ofNullable(found.group(2)).orElse("");
        return Optional.ofNullable(found.group(1)).map(name -> name + "://" + user).orElse("");
    }
}
