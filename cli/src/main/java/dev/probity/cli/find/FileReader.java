package dev.probity.cli.find;

import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.SpecReader;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a file in whichever language it is.
///
/// @param directory what the names in diagnostics are relative to, when they lie below it
/// @param environment for the variables that a file refers to
/// @param from the language, when it is not to be guessed
public record FileReader(Path directory, Map<String, String> environment, Optional<Dialect> from)
        implements SpecReader {
    public FileReader {
        environment = Map.copyOf(environment);
    }

    public static FileReader of(Terminal terminal) {
        return new FileReader(terminal.directory(), terminal.environment(), Optional.empty());
    }

    @Override
    public Reading read(Path file) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Source> source = Source.decode(shown(file), Files.readAllBytes(file), diagnostics);
        if (source.isEmpty()) {
            return new Reading.Bad(diagnostics.all());
        }
        Path folder = folder(file);
        Surroundings surroundings = Surroundings.with(environment);
        Dialect dialect =
                from.orElseGet(
                        () -> Dialects.detect(String.valueOf(file.getFileName()), source.get()));
        dev.probity.dialects.Reading reading =
                Dialects.read(dialect, source.get(), folder, surroundings);
        return reading(reading.resolved(), reading.diagnostics());
    }

    private static Reading reading(Optional<Resolved> resolved, List<Diagnostic> diagnostics) {
        return resolved.<Reading>map(Reading.Good::new)
                .orElseGet(() -> new Reading.Bad(diagnostics));
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private String shown(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }
}
