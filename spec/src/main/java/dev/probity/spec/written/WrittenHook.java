package dev.probity.spec.written;

import dev.probity.spec.Located;

import java.time.Duration;

/// What is done before a container is told to end, as written.
public sealed interface WrittenHook {
    record Exec(WrittenHandler.Exec action) implements WrittenHook {}

    record HttpGet(WrittenHandler.HttpGet action) implements WrittenHook {}

    record Sleep(Located<Duration> duration) implements WrittenHook {}
}
