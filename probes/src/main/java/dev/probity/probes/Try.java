package dev.probity.probes;

/// One asking of a handler, on one event loop. It answers exactly once, unless it is given up.
interface Try {

    /// The answer may come before this returns.
    void begin();

    /// There will be no answer.
    void giveUp();
}
