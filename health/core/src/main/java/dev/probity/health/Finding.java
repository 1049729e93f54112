package dev.probity.health;

import java.time.Duration;
import java.time.Instant;

/// A result with what is known about the run that gave it.
record Finding(Result result, Instant at, Duration took, boolean timedOut) {}
