package dev.probity.dialects.tye;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A machine with one folder, `/app`, in which Tye files are read.
final class Folder implements Surroundings {
    static final Path PATH = Path.of("/app");

    private final Map<String, String> variables = new HashMap<>();
    private final Map<Path, String> files = new HashMap<>();
    private final Set<Path> programs = new HashSet<>();

    Folder withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Folder withFile(String path, String text) {
        files.put(PATH.resolve(path), text);
        return this;
    }

    Folder withProgram(String path) {
        programs.add(PATH.resolve(path));
        return this;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public byte[] read(Path file) throws IOException {
        String text = files.get(file);
        if (text == null) {
            throw new NoSuchFileException(file.toString());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isProgram(Path file) {
        return programs.contains(file);
    }

    Reading read(String text) {
        return read(new Source("tye.yaml", text));
    }

    Reading read(Source source) {
        return Dialects.read(new TyeDialect(), source, PATH, this);
    }

    /// @throws AssertionError when there is any error
    Application application(String text) {
        Reading reading = read(text);
        return reading.resolved()
                .map(Resolved::application)
                .orElseThrow(() -> new AssertionError(reading.diagnostics().toString()));
    }

    /// The first service.
    Service service(String text) {
        return application(text).services().getFirst();
    }

    List<String> lines(String text, Severity severity) {
        return read(text).diagnostics().stream()
                .filter(found -> found.severity() == severity)
                .map(Diagnostic::toString)
                .toList();
    }
}
