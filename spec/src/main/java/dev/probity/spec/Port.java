package dev.probity.spec;

import java.util.OptionalInt;

/// A port that a container declares. Each replica listens on a port of its own in its place.
///
/// @param name unique in its container; the number as text when the file gives no name
/// @param number what probes and bindings call it; absent when the file leaves it to Probity
public record Port(String name, OptionalInt number) {}
