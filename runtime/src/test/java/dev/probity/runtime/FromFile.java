package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// Applications as a user writes them. `$SERVER` stands for the command of a {@link TestServer}.
final class FromFile {
    private FromFile() {}

    static Application application(Path directory, String text) {
        String server =
                TestService.java(TestServer.class).stream()
                        .map(word -> '"' + word + '"')
                        .collect(Collectors.joining(", ", "[", "]"));
        var diagnostics = new Diagnostics();
        return ProbityYaml.read(
                        new Source("probity.yaml", text.replace("$SERVER", server)),
                        directory,
                        Surroundings.with(Map.of()),
                        diagnostics)
                .map(Resolved::application)
                .orElseThrow(() -> new IllegalArgumentException(diagnostics.all().toString()));
    }
}
