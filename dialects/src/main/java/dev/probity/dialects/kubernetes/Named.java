package dev.probity.dialects.kubernetes;

import dev.probity.dialects.Labels;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.Metadata;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Gives each object a name that is a DNS label and nobody else's.
final class Named {
    private final Diagnostics diagnostics;
    private final Set<String> taken = new HashSet<>();

    Named(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// @param kind what an object is called when its name is taken already
    Located<String> of(Metadata metadata, String kind) {
        Located<String> written = metadata.name();
        String label = Labels.of(written.value());
        String name = taken.contains(label) ? label + "-" + kind.toLowerCase(Locale.ROOT) : label;
        taken.add(name);
        if (!name.equals(written.value())) {
            diagnostics.note(
                    KubernetesCode.NAME,
                    written.origin(),
                    "the %s \"%s\" is called \"%s\" here".formatted(kind, written.value(), name));
        }
        return new Located<>(name, written.origin());
    }
}
