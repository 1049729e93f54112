package dev.probity.cli.find;

import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.SpecReader;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.resolving.SecretValues;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a file in whichever language it is.
///
/// @param directory what the names in diagnostics are relative to, when they lie below it
/// @param environment for the variables that a file refers to
/// @param from the language, when it is not to be guessed
/// @param secrets for the secrets that a file names, when the application is to be run
public record FileReader(
        Path directory,
        Map<String, String> environment,
        Optional<Dialect> from,
        Optional<Map<String, String>> secrets)
        implements SpecReader {
    /// More than a file may have, so that one that has more is refused, and a device has an end.
    private static final int ENOUGH = 2 << 20;

    public FileReader {
        environment = Map.copyOf(environment);
        secrets = secrets.map(Map::copyOf);
    }

    public static FileReader of(Terminal terminal) {
        return new FileReader(
                terminal.directory(), terminal.environment(), Optional.empty(), Optional.empty());
    }

    /// One that reads files to run them: secrets have to be given.
    public FileReader running(Map<String, String> given) {
        return new FileReader(directory, environment, from, Optional.of(given));
    }

    @Override
    public Reading read(Path file) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Source> source = source(file, diagnostics);
        return source.map(found -> read(file, found))
                .orElseGet(() -> new Reading.Bad(diagnostics.all()));
    }

    public String text(Path file) throws IOException {
        return source(file, new Diagnostics()).map(Source::text).orElse("");
    }

    /// What a file would be with another text.
    @Override
    public Reading read(Path file, String text) {
        return read(file, new Source(shown(file), text));
    }

    private Reading read(Path file, Source source) {
        dev.probity.dialects.Reading reading =
                Dialects.read(
                        dialect(file, source),
                        source,
                        folder(file),
                        Surroundings.with(environment));
        return reading.resolved()
                .map(this::filled)
                .orElseGet(() -> new Reading.Bad(reading.diagnostics()));
    }

    /// The language of a file that can be read at all.
    public Dialect dialect(Path file) throws IOException {
        return source(file, new Diagnostics())
                .map(source -> dialect(file, source))
                .orElseGet(() -> Dialects.all().getFirst());
    }

    private Dialect dialect(Path file, Source source) {
        return from.orElseGet(() -> Dialects.detect(String.valueOf(file.getFileName()), source));
    }

    private Optional<Source> source(Path file, Diagnostics diagnostics) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Source.decode(shown(file), stream.readNBytes(ENOUGH), diagnostics);
        }
    }

    private Reading filled(Resolved resolved) {
        if (secrets.isEmpty()) {
            return new Reading.Good(resolved);
        }
        Diagnostics missing = new Diagnostics();
        Application application =
                SecretValues.fill(
                        resolved,
                        name ->
                                Optional.ofNullable(secrets.get().get(name))
                                        .or(() -> Optional.ofNullable(environment.get(name))),
                        missing);
        List<Diagnostic> problems =
                Stream.concat(missing.all().stream(), notGiven(resolved)).toList();
        return !problems.isEmpty()
                ? new Reading.Bad(problems)
                : new Reading.Good(
                        new Resolved(application, resolved.origins(), resolved.diagnostics()));
    }

    /// What a file leaves open is well until it is to be run.
    private static Stream<Diagnostic> notGiven(Resolved resolved) {
        return resolved.diagnostics().stream()
                .filter(each -> each.code().equals(CloudCode.NOT_GIVEN.id()))
                .map(each ->
                        new Diagnostic(
                                Severity.ERROR,
                                each.code(),
                                each.origin(),
                                each.message(),
                                each.hint()));
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /// The name that diagnostics call a file by.
    public String shown(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }
}
