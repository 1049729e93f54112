package dev.probity.control.api;

import dev.probity.runtime.RunningApplication;

import java.nio.file.Path;
import java.time.Instant;

/// What is controlled.
///
/// @param file the file that describes the application; absolute
/// @param since when it was started
/// @param version of Probity
public record Subject(
        RunningApplication application,
        SpecReader reader,
        Path file,
        Instant since,
        String version) {}
