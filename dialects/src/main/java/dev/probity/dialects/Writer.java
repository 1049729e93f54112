package dev.probity.dialects;

import dev.probity.spec.Application;

/// Puts an application into the words of one tool, every number written out.
@FunctionalInterface
public interface Writer {

    /// Whatever the application is, there is a text, and an account of what is not in it.
    Conversion write(Application application);
}
