package dev.probity.spec.yaml;

import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

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

/// One `.case` file: a `probity.yaml`, a ruler, and what comes of it: its diagnostics, and if it is
/// good, another ruler and the resolved file.
record GoldenCase(Path file, String input, String expected) {
    static final Path DIRECTORY = Path.of("/srv/shop");
    private static final Path CASES = Path.of("src/test/resources/probity-yaml");
    private static final String RULER = "-".repeat(60) + "\n";

    private static final Map<String, String> VARIABLES =
            Map.of("PORT", "9000", "EMPTY", "", "DB_PASSWORD", "hunter2", "WORDS", "a: b # c");

    private static final Map<String, String> FILES =
            Map.of(
                    "web.env",
                    """
                    # comment
                    export MODE=production
                    GREETING="hello world"
                    API_TOKEN=abc

                    """,
                    "broken.env",
                    "A=1\nnot a line\n=3\n");

    /// What every case finds around it.
    static final Surroundings SURROUNDINGS =
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
                    String name = DIRECTORY.relativize(file).toString();
                    String text = FILES.get(name);
                    if (text == null) {
                        throw new NoSuchFileException(name);
                    }
                    return text.getBytes(StandardCharsets.UTF_8);
                }
            };

    static List<GoldenCase> all() {
        try (Stream<Path> files = Files.walk(CASES)) {
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

    boolean isGood() {
        return file.startsWith(CASES.resolve("good"));
    }

    Optional<Resolved> read(Diagnostics diagnostics) {
        return read(input, diagnostics);
    }

    static Optional<Resolved> read(String text, Diagnostics diagnostics) {
        return ProbityYaml.read(new Source("p.yaml", text), DIRECTORY, SURROUNDINGS, diagnostics);
    }

    String actual() {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Resolved> resolved = read(diagnostics);
        String told =
                diagnostics.all().stream().map(each -> each + "\n").collect(Collectors.joining());
        return told + resolved.map(found -> RULER + ProbityYaml.write(found)).orElse("");
    }

    void rewrite() {
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
