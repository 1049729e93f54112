package dev.probity.spec.diagnostics;

import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Origin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects the problems of a reading, so that all of them are told at once.
///
/// The same problem at the same place is kept once: an alias lets one place be read many times.
public final class Diagnostics {
    /// More than anybody reads; a hostile file has no end of them.
    private static final int KEPT = 200;

    private final Set<Diagnostic> kept = new LinkedHashSet<>();
    private int errors;
    private int dropped;
    private Origin lastDropped = new Origin.Outside("");

    public void error(Code code, Origin origin, String message) {
        report(Severity.ERROR, code, origin, message, Optional.empty());
    }

    public void error(Code code, Origin origin, String message, String hint) {
        report(Severity.ERROR, code, origin, message, Optional.of(hint));
    }

    public void warning(Code code, Origin origin, String message) {
        report(Severity.WARNING, code, origin, message, Optional.empty());
    }

    public void warning(Code code, Origin origin, String message, String hint) {
        report(Severity.WARNING, code, origin, message, Optional.of(hint));
    }

    public void note(Code code, Origin origin, String message) {
        report(Severity.NOTE, code, origin, message, Optional.empty());
    }

    public void report(
            Severity severity, Code code, Origin origin, String message, Optional<String> hint) {
        if (severity == Severity.ERROR) {
            errors++;
        }
        if (kept.size() < KEPT) {
            kept.add(new Diagnostic(severity, code.id(), origin, message, hint));
        } else {
            dropped++;
            lastDropped = origin;
        }
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    /// Whether further problems are only counted: then there is no use in looking for hints.
    public boolean isFull() {
        return kept.size() >= KEPT;
    }

    /// How many errors were reported so far, repeated ones included.
    public int errors() {
        return errors;
    }

    /// In the order of the text; what has no place in a text comes last.
    public List<Diagnostic> all() {
        List<Diagnostic> sorted = new ArrayList<>(kept);
        sorted.sort((left, right) -> inTextOrder(left.origin(), right.origin()));
        if (dropped > 0) {
            sorted.add(
                    new Diagnostic(
                            hasErrors() ? Severity.ERROR : Severity.WARNING,
                            SpecCode.MORE_PROBLEMS.id(),
                            lastDropped,
                            dropped + " more problems are not shown",
                            Optional.empty()));
        }
        return List.copyOf(sorted);
    }

    private static int inTextOrder(Origin left, Origin right) {
        if (left instanceof Origin.Position one && right instanceof Origin.Position other) {
            return inTextOrder(one, other);
        }
        return Boolean.compare(
                !(left instanceof Origin.Position), !(right instanceof Origin.Position));
    }

    // Files stay in the order in which they were read only when their names do; that is enough.
    // Made of `Comparator.comparing` it would be linked anew by every JVM, for milliseconds.
    private static int inTextOrder(Origin.Position one, Origin.Position other) {
        int files = one.file().compareTo(other.file());
        int lines = files != 0 ? files : Integer.compare(one.line(), other.line());
        return lines != 0 ? lines : Integer.compare(one.column(), other.column());
    }
}
