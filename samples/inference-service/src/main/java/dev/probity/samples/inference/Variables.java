package dev.probity.samples.inference;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads settings from environment variables, and remembers everything that is wrong with them.
final class Variables {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// An empty variable is as good as none.
    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    String text(String name, String usual) {
        return text(name).orElse(usual);
    }

    int whole(String name, int usual, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException words) {
            // told below, as for a number out of bounds
        }
        wrong(name, text.get(), "a whole number from %d to %d".formatted(least, most));
        return usual;
    }

    double share(String name, double usual) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException words) {
            // told below, as for a number out of bounds
        }
        wrong(name, text.get(), "a number from 0 to 1");
        return usual;
    }

    /// Seconds, with a fraction where that is wanted.
    Duration seconds(String name, double usual, double least) {
        double value = usual;
        Optional<String> text = text(name);
        if (text.isPresent()) {
            try {
                value = Double.parseDouble(text.get());
            } catch (NumberFormatException words) {
                value = Double.NaN;
            }
            if (!(value >= least && value <= 86_400)) {
                wrong(name, text.get(), "a number of seconds, at least " + least);
                value = usual;
            }
        }
        return Duration.ofMillis(Math.round(value * 1_000));
    }

    boolean truth(String name, boolean usual) {
        String text = text(name, Boolean.toString(usual)).toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            wrong(name, text, "true or false");
        }
        return text.equals("true");
    }

    <E extends Enum<E>> E word(String name, E usual) {
        String text = text(name, usual.name());
        for (E value : usual.getDeclaringClass().getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        List<String> words = new ArrayList<>();
        for (E value : usual.getDeclaringClass().getEnumConstants()) {
            words.add(value.name().toLowerCase(Locale.ROOT));
        }
        wrong(name, text, "one of " + String.join(", ", words));
        return usual;
    }

    Optional<URI> http(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(text.get());
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException malformed) {
            // told below, as for an address of another kind
        }
        wrong(name, text.get(), "an address such as http://127.0.0.1:5000");
        return Optional.empty();
    }

    List<String> list(String name) {
        return text(name).map(text -> List.of(text.split("\\s*,\\s*"))).orElse(List.of());
    }

    /// A password that others must not guess; empty when there is none.
    String token(String name) {
        String token = text(name, "");
        if (!token.isEmpty() && token.length() < 16) {
            problem("%s has %d characters; it needs at least 16".formatted(name, token.length()));
        }
        return token;
    }

    void wrong(String name, String value, String right) {
        problem("%s is \"%s\"; it has to be %s".formatted(name, value, right));
    }

    void problem(String text) {
        problems.add(text);
    }

    /// @throws IllegalArgumentException with everything that is wrong, a line each
    void check() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
