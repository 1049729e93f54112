package dev.probity.dialects;

import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Resolved;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The files of others under src/test/resources, and texts that a test makes up.
public final class TestFiles {
    /// Where all of them lie, as far as their readers know.
    public static final Path DIRECTORY = Path.of("/app");

    private static final Surroundings NOWHERE = Surroundings.with(Map.of());

    private TestFiles() {}

    public static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path path(String folder) {
        try {
            return Path.of(
                    Objects.requireNonNull(TestFiles.class.getResource("/" + folder)).toURI());
        } catch (URISyntaxException broken) {
            throw new AssertionError(broken);
        }
    }

    public static String text(String folder, String name) {
        try {
            return Files.readString(path(folder).resolve(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static Source source(String folder, String name) {
        return new Source(name, text(folder, name));
    }

    public static Dialect dialect(String name) {
        return Dialects.named(name).orElseThrow();
    }

    public static Reading read(String dialect, Source source) {
        return Dialects.read(dialect(dialect), source, DIRECTORY, NOWHERE);
    }

    public static Reading read(String dialect, Source source, Map<String, String> variables) {
        return Dialects.read(dialect(dialect), source, DIRECTORY, Surroundings.with(variables));
    }

    public static Reading read(String dialect, String text) {
        return read(dialect, new Source("file.yaml", text));
    }

    /// @throws AssertionError when there is any error
    public static Application application(String dialect, String text) {
        Reading reading = read(dialect, text);
        return reading.resolved()
                .map(Resolved::application)
                .orElseThrow(() -> new AssertionError(lines(reading) + "\nin\n" + text));
    }

    public static String lines(Reading reading) {
        return String.join("\n", reading.diagnostics().stream().map(Diagnostic::toString).toList());
    }

    public static List<Diagnostic> errors(Reading reading) {
        return reading.diagnostics().stream()
                .filter(found -> found.severity() == Severity.ERROR)
                .toList();
    }

    public static Conversion write(String dialect, Application application) {
        return dialect(dialect).writer().orElseThrow().write(application);
    }

    public static String detected(Source source) {
        return Dialects.detect("any", source).name();
    }
}
