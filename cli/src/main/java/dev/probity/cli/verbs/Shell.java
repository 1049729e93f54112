package dev.probity.cli.verbs;

import java.util.Locale;

/// A shell that can be taught to complete.
enum Shell {
    BASH,
    ZSH,
    FISH;

    /// As the command line spells it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
