package dev.probity.dialects.tye.file;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Code;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Files that a Tye file names: `include` and `env_file`.
public final class OtherFiles {
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;

    public OtherFiles(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    /// The file, or a report at the place that names it.
    ///
    /// @param key that names it
    /// @param shown how diagnostics in the file call it
    public Optional<Source> read(
            Path file, String shown, Located<String> named, String key, Code code) {
        try {
            return Source.decode(shown, surroundings.read(file), diagnostics);
        } catch (NoSuchFileException missing) {
            diagnostics.error(
                    code,
                    named.origin(),
                    "Path \"" + file + "\" was not found. It is an \"" + key + "\"",
                    "paths are relative to the folder of the Tye file");
        } catch (AccessDeniedException denied) {
            diagnostics.error(
                    code, named.origin(), "Path \"" + file + "\" cannot be read: not permitted");
        } catch (IOException unreadable) {
            diagnostics.error(
                    code,
                    named.origin(),
                    "Path \"" + file + "\" cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    /// The file if it is there, without a word if it is not.
    public Optional<Source> find(Path file, String shown) {
        try {
            return Source.decode(shown, surroundings.read(file), diagnostics);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
