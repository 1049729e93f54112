package dev.probity.control.api;

import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads an application's file, whatever its language. Which ones there are is the cli's.
public interface SpecReader {

    /// @throws IOException when the file cannot be read at all
    Reading read(Path file) throws IOException;

    /// Reads another text in its place, as if the file held that.
    Reading read(Path file, String text);

    /// What reading a file came to.
    sealed interface Reading {
        record Good(Resolved resolved) implements Reading {}

        /// @param diagnostics with at least one error
        record Bad(List<Diagnostic> diagnostics) implements Reading {
            public Bad {
                diagnostics = List.copyOf(diagnostics);
            }
        }
    }
}
