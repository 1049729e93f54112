package dev.probity.cli.verbs;

import java.util.Locale;

/// Who says what would come of a deploy, without doing it.
enum DryRun {
    /// Nobody is asked: the manifests are printed.
    CLIENT,
    /// The cluster's API server, with its rules and defaults.
    SERVER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
