package dev.probity.cli.verbs;

import dev.probity.cli.find.SpecFiles;
import dev.probity.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;

/// Which application's file a verb is about.
final class FileParameter {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The file, or the folder it is in (default: this folder).")
    private @Nullable Path file;

    /// @return absolute
    Path find(Terminal terminal) {
        return SpecFiles.find(Optional.ofNullable(file), terminal.directory());
    }
}
