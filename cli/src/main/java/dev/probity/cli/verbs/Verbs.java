package dev.probity.cli.verbs;

import java.util.List;
import java.util.Optional;

/// All verbs, in the order of the help text.
public final class Verbs {
    private static final List<Verb> ALL = List.of(new Verb("version", VersionVerb::new));

    private Verbs() {}

    public static List<Verb> all() {
        return ALL;
    }

    public static Optional<Verb> named(String name) {
        return ALL.stream().filter(verb -> verb.name().equals(name)).findFirst();
    }
}
