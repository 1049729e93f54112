package dev.probity.dialects;

import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One `.case` file: a file of some dialect, a ruler, and what comes of it: its diagnostics, and if
/// it is good, another ruler and the same application in `probity.yaml`.
public record GoldenCase(Path file, String input, String expected) {
    private static final Path CASES = Path.of("src/test/resources");
    private static final Path DIRECTORY = Path.of("/srv/shop");
    public static final String RULER = "-".repeat(60) + "\n";

    private static final Map<String, String> VARIABLES =
            Map.of("TAG", "1.4", "EMPTY", "", "DB_PASSWORD", "hunter2");

    private static final Map<String, String> FILES =
            Map.of("web.env", "MODE=production\nLEVEL=info\n", ".env", "FROM_FILE=yes\n");

    /// What every case finds around it.
    private static final Surroundings SURROUNDINGS =
            new Surroundings() {
                @Override
                public boolean isProgram(Path file) {
                    return false;
                }

                @Override
                public Optional<String> variable(String name) {
                    return Optional.ofNullable(VARIABLES.get(name));
                }

                @Override
                public byte[] read(Path file) throws IOException {
                    String text = FILES.get(DIRECTORY.relativize(file).toString());
                    if (text == null) {
                        throw new NoSuchFileException(file.toString());
                    }
                    return text.getBytes(StandardCharsets.UTF_8);
                }
            };

    /// @param folder of one dialect
    public static List<GoldenCase> all(String folder) {
        try (Stream<Path> files = Files.walk(CASES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .map(GoldenCase::load)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static GoldenCase load(Path file) {
        try {
            String text = Files.readString(file);
            int ruler = text.indexOf(RULER);
            return ruler < 0
                    ? new GoldenCase(file, text, "")
                    : new GoldenCase(
                            file, text.substring(0, ruler), text.substring(ruler + RULER.length()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public boolean isGood() {
        return String.valueOf(file.getParent()).endsWith("good");
    }

    /// What is wrong, one line each, then the whole application if there is one.
    public String actual() {
        Reading reading = read();
        String told =
                reading.diagnostics().stream()
                        .map(each -> each + "\n")
                        .collect(Collectors.joining());
        return told + reading.resolved().map(found -> RULER + ProbityYaml.write(found)).orElse("");
    }

    public Reading read() {
        return read(dialect(), input);
    }

    /// Named by the folder of the case.
    public Dialect dialect() {
        return Dialects.named(CASES.relativize(file).getName(0).toString()).orElseThrow();
    }

    public static Reading read(Dialect dialect, String text) {
        return Dialects.read(dialect, new Source("k.yaml", text), DIRECTORY, SURROUNDINGS);
    }

    /// With `-Dprobity.golden=rewrite` a case is made to expect what comes.
    public void rewrite() {
        try {
            Files.writeString(file, input + RULER + actual());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public String toString() {
        return CASES.relativize(file).toString();
    }
}
