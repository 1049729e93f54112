package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Resolved;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The project's own sample, on the real file system.
class SampleTest {
    private static final Path FOLDER = Path.of("../samples/web-api").toAbsolutePath().normalize();

    /// The launcher tells on which Java Probity runs.
    private final Surroundings machine =
            Surroundings.with(
                    Map.of(
                            "PROBITY_JAVA",
                            Path.of(System.getProperty("java.home"), "bin", "java").toString()));

    private Resolved sample() {
        try {
            Source source = new Source("tye.yaml", Files.readString(FOLDER.resolve("tye.yaml")));
            Reading reading =
                    Dialects.read(Dialects.detect("tye.yaml", source), source, FOLDER, machine);
            assertThat(reading.diagnostics()).allMatch(found -> found.severity() == Severity.NOTE);
            return reading.resolved().orElseThrow();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void isReadWithNotesOnly() {
        assertThat(sample().application().service("simple-webapi").orElseThrow().main().workload())
                .isInstanceOf(Workload.Command.class);
    }

    @Test
    void meansTheSameWhenItIsWrittenAsProbityYaml() {
        Application application = sample().application();
        String written = ProbityYaml.write(sample());

        assertThat(
                        ProbityYaml.read(
                                        new Source("probity.yaml", written),
                                        FOLDER,
                                        machine,
                                        new Diagnostics())
                                .map(Resolved::application))
                .contains(application);
    }
}
