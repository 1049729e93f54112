package dev.probity.launch;

/// A line of output without its end, or a piece of one that is too long to be kept whole.
///
/// @param text decoded as UTF-8; what is not UTF-8 becomes U+FFFD
/// @param continued the next line of the same stream goes on where this one stops
public record OutputLine(String text, boolean continued) {}
