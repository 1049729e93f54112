package dev.probity.dialects;

import dev.probity.spec.Application;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.util.Optional;

/// The files of one tool: how they are known and how they are read.
public interface Dialect {

    /// As the command line says it, such as `tye`.
    String name();

    /// What its documents promise for values that nobody wrote.
    Defaults defaults();

    /// Whether a file is one of this dialect's.
    ///
    /// @param fileName without folders
    /// @param root the first document of the text, when it has one that can be read
    boolean recognizes(String fileName, Optional<Node> root);

    /// Reads the text, reports everything that is wrong with it, and throws nothing.
    ///
    /// @param directory of the file, absolute: what its relative paths are relative to
    /// @return nothing when there is no application to speak of; with errors reported, what could
    ///   be read
    Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics);

    /// Writes files of this dialect; nothing when they are only read.
    default Optional<Writer> writer() {
        return Optional.empty();
    }

    /// The application with the numbers that make it act as the original program acted, where that
    /// did something else than its documents say.
    default Application observed(Application application) {
        return application;
    }
}
