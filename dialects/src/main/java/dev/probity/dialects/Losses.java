package dev.probity.dialects;

import dev.probity.spec.Diagnostic.Severity;

import java.util.ArrayList;
import java.util.List;

/// Collects what is lost while a file is written.
public final class Losses {
    private final List<Loss> all = new ArrayList<>();

    public void error(String field, String reason, String consequence) {
        all.add(new Loss(Severity.ERROR, field, reason, consequence));
    }

    public void warning(String field, String reason, String consequence) {
        all.add(new Loss(Severity.WARNING, field, reason, consequence));
    }

    public void note(String field, String reason, String consequence) {
        all.add(new Loss(Severity.NOTE, field, reason, consequence));
    }

    public List<Loss> all() {
        return List.copyOf(all);
    }
}
