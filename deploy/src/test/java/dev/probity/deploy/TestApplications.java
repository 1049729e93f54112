package dev.probity.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.spec.Application;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.nio.file.Path;
import java.util.Map;

/// Applications from texts of probity.yaml.
public final class TestApplications {
    private TestApplications() {}

    public static Application of(String yaml) {
        Reading reading =
                Dialects.read(
                        Dialects.named("probity").orElseThrow(),
                        new Source("probity.yaml", yaml),
                        Path.of("/srv/shop"),
                        Surroundings.with(Map.of()));
        assertThat(reading.resolved()).as("%s", reading.diagnostics()).isPresent();
        return reading.resolved().orElseThrow().application();
    }
}
