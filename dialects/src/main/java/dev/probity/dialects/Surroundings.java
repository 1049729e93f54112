package dev.probity.dialects;

import java.nio.file.Path;
import java.util.Optional;

/// What a file may refer to outside of itself. A reader touches nothing else.
public interface Surroundings {

    /// A variable of the environment that Probity was started with.
    Optional<String> variable(String name);

    /// The text of another file, absolute; empty when there is none that can be read.
    Optional<String> text(Path file);

    /// Whether a file, absolute, is a program that can be run as it is.
    boolean isProgram(Path file);
}
