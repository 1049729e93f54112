package dev.probity.cli.find;

import java.nio.file.Path;
import java.util.Optional;

/// How the user names an application.
///
/// @param file its file or folder
/// @param application its name; goes before the file
public record Target(Optional<Path> file, Optional<String> application) {

    /// Whether the user has named nothing.
    boolean isVague() {
        return file.isEmpty() && application.isEmpty();
    }

    String describe(Path directory) {
        return application
                .map(name -> "under the name " + name)
                .orElseGet(
                        () -> "of " + file.map(directory::resolve).orElse(directory).normalize());
    }
}
