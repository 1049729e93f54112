package dev.probity.engine.probing;

import dev.probity.engine.Verdict;

/// A verdict that an operator pretends.
///
/// @param until when the believed one counts again
public record Forced(Verdict verdict, long until) {}
