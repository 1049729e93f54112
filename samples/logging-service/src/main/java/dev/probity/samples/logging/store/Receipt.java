package dev.probity.samples.logging.store;

/// What became of a submission.
public sealed interface Receipt {

    /// It is on the disk.
    ///
    /// @param stored that were not known yet
    /// @param duplicates that were
    /// @param deadLetters that the database would not take, kept aside as they are
    /// @param defects among the stored ones
    record Stored(int stored, int duplicates, int deadLetters, int defects) implements Receipt {

        static final Stored NOTHING = new Stored(0, 0, 0, 0);

        Stored plus(Stored other) {
            return new Stored(
                    stored + other.stored,
                    duplicates + other.duplicates,
                    deadLetters + other.deadLetters,
                    defects + other.defects);
        }
    }

    /// The same key has come before, and this is what was answered then.
    record Repeated(int stored, int duplicates, int deadLetters) implements Receipt {}

    /// The same key has come before with another body.
    record KeyReused() implements Receipt {}

    /// Not now; perhaps soon.
    record Unavailable(String reason) implements Receipt {}
}
