package dev.probity.spec.diagnostics;

/// A kind of problem. Rooms above this one have their own; an id, once released, keeps its meaning.
public interface Code {

    /// Unique over all rooms.
    int number();

    /// `PRB` and four digits.
    default String id() {
        return "PRB%04d".formatted(number());
    }

    /// What it is, in a few words.
    String title();

    /// Why it is a problem and what to do, in a sentence or two.
    String explanation();
}
