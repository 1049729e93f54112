package dev.probity.spec.yaml;

import dev.probity.spec.Secrets;

import java.nio.file.Path;
import java.util.Optional;

/// Whom a file is written for.
sealed interface Style {

    /// A value under this name, as it is written.
    String shown(String name, String value);

    /// A folder, as it is written; nothing where it goes without saying.
    Optional<String> folder(Path folder);

    /// For reading: everything is said, and values that look like secrets are masked.
    record Account() implements Style {
        @Override
        public String shown(String name, String value) {
            return Secrets.shown(name, value);
        }

        @Override
        public Optional<String> folder(Path folder) {
            return Optional.of(folder.toString());
        }
    }

    /// For acting on it: a file that stands in this folder.
    record File(Path directory) implements Style {
        @Override
        public String shown(String name, String value) {
            return value;
        }

        @Override
        public Optional<String> folder(Path folder) {
            if (folder.equals(directory)) {
                return Optional.empty();
            }
            return Optional.of(
                    folder.startsWith(directory)
                            ? directory.relativize(folder).toString()
                            : folder.toString());
        }
    }
}
