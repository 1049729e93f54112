package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.tye.TyeDialect;
import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The sample of the walkthrough, read from its own files, with a public port that is free here.
final class Sample {
    private static final Path DIRECTORY =
            Path.of("../../samples/web-api").toAbsolutePath().normalize();

    private Sample() {}

    /// What its program is found with: the Java that runs this test.
    static Map<String, String> environment() {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        return Map.of(
                "PATH",
                java + ":" + System.getenv("PATH"),
                "PROBITY_JAVA",
                java.resolve("java").toString());
    }

    /// Without its program the tests say so and are skipped; in CI that is a failure.
    static void needBuilt() {
        Path program = DIRECTORY.resolve("target/web-api.jar");
        if (!Files.exists(program)) {
            String lacking =
                    "SAMPLE NOT BUILT: these tests need "
                            + program
                            + ", which `./mvnw package -pl samples/web-api -am -DskipTests` makes";
            assertThat(System.getenv("CI")).as(lacking).isNotEqualTo("true");
            System.getLogger("tests").log(System.Logger.Level.WARNING, lacking);
            Assumptions.abort(lacking);
        }
    }

    static Application application(String file, int port) throws IOException {
        needBuilt();
        String text = Files.readString(DIRECTORY.resolve(file));
        Source source = new Source(file, text.replace("8080", Integer.toString(port)));
        Optional<Resolved> resolved = file.equals("tye.yaml") ? tye(source) : own(source);
        return resolved.orElseThrow().application();
    }

    private static Optional<Resolved> own(Source source) {
        var diagnostics = new Diagnostics();
        return ProbityYaml.read(source, DIRECTORY, Surroundings.with(environment()), diagnostics);
    }

    private static Optional<Resolved> tye(Source source) {
        return Dialects.read(new TyeDialect(), source, DIRECTORY, Surroundings.with(environment()))
                .resolved();
    }
}
