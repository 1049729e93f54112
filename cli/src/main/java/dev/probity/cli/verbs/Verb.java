package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Terminal;

import java.util.List;
import java.util.function.Function;

/// A verb by name. Its class is loaded only when it is wanted.
///
/// @param aliases other names of it
/// @param command makes what picocli calls a command
public record Verb(String name, List<String> aliases, Function<Terminal, Object> command) {
    public Verb {
        aliases = List.copyOf(aliases);
    }

    Verb(String name, Function<Terminal, Object> command) {
        this(name, List.of(), command);
    }

    boolean isCalled(String word) {
        return name.equals(word) || aliases.contains(word);
    }
}
