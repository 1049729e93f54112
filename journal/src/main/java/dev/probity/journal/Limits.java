package dev.probity.journal;

/// How much a journal may hold.
///
/// @param segmentBytes when a segment is closed and the next one opened
/// @param segments how many are kept; the oldest go first
/// @param queued steps that wait for the disk, at most; further ones are lost and counted
public record Limits(long segmentBytes, int segments, int queued) {

    /// 64 MB: about a day of a small application, the last minutes of a thousand probes a second.
    /// The queue holds two seconds of the latter, a few megabytes.
    public static final Limits USUAL = new Limits(8L << 20, 8, 8192);
}
