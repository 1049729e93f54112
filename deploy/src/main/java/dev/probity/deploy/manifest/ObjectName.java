package dev.probity.deploy.manifest;

import java.util.Locale;

/// Which object of a namespace.
public record ObjectName(ObjectKind kind, String name) {

    /// `deployment web`.
    @Override
    public String toString() {
        return kind.word().toLowerCase(Locale.ROOT) + " " + name;
    }
}
