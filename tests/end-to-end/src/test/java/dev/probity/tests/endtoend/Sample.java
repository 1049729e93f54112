package dev.probity.tests.endtoend;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.tye.TyeDialect;
import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

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

    static Application application(String file, int port) throws IOException {
        if (!Files.exists(DIRECTORY.resolve("target/web-api.jar"))) {
            throw new IllegalStateException("the sample is not built; run mvn verify");
        }
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
