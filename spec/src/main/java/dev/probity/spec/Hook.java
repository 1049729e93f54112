package dev.probity.spec;

import java.time.Duration;

/// What is done in a container before it is told to end. Its time is part of the grace period.
public sealed interface Hook {
    record Exec(Handler.Exec action) implements Hook {}

    record HttpGet(Handler.HttpGet action) implements Hook {}

    record Sleep(Duration duration) implements Hook {}
}
