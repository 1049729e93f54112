package dev.probity.cli.find;

import dev.probity.control.api.SpecReader;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

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
public record FileReader(Path directory, Map<String, String> environment) implements SpecReader {
    public FileReader {
        environment = Map.copyOf(environment);
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
        Optional<Dialect> dialect = foreign(file, source.get());
        if (dialect.isPresent()) {
            dev.probity.dialects.Reading reading =
                    Dialects.read(dialect.get(), source.get(), folder, surroundings);
            return reading(reading.resolved(), reading.diagnostics());
        }
        Optional<Resolved> resolved =
                ProbityYaml.read(source.get(), folder, surroundings, diagnostics);
        return reading(resolved, diagnostics.all());
    }

    private static Reading reading(Optional<Resolved> resolved, List<Diagnostic> diagnostics) {
        return resolved.<Reading>map(Reading.Good::new)
                .orElseGet(() -> new Reading.Bad(diagnostics));
    }

    /// A file that is called probity.yaml is one, whatever is in it.
    private static Optional<Dialect> foreign(Path file, Source source) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("probity.") ? Optional.empty() : Dialects.detect(name, source);
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private String shown(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }
}
