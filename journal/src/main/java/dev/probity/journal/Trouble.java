package dev.probity.journal;

/// The journal tells that it stopped, or that it goes on. What it is about is not affected.
public sealed interface Trouble {

    /// Steps are being lost from now on.
    ///
    /// @param reason why, such as a full disk
    record Stopped(String reason) implements Trouble {}

    /// A new segment was opened behind the gap.
    ///
    /// @param lost steps that are in no segment
    record Resumed(long lost) implements Trouble {}
}
