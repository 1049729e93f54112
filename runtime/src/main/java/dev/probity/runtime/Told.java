package dev.probity.runtime;

import java.time.Instant;

/// A notice with its place in the run.
///
/// @param number counts from 1 over the run; a listener sees a hole where it missed some
/// @param at the engine's time, in nanoseconds
/// @param time the same moment on the wall
public record Told(long number, long at, Instant time, Notice notice) {}
