package dev.probity.simulator;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Applications for tests, as people write them.
public final class Specs {
    /// The probes of seed 004, on one line each.
    public static final String THREE_PROBES =
            """
            services:
              inference:
                replicas: 2
                command: serve --port {port}
                ports: [{name: http, port: 8000}]
                startupProbe:
                  {httpGet: {path: /health, port: 8000}, periodSeconds: 5, failureThreshold: 30}
                livenessProbe:
                  httpGet: {path: /health, port: 8000}
                  initialDelaySeconds: 30
                  periodSeconds: 10
                readinessProbe:
                  httpGet: {path: /ready, port: 8000}
                  initialDelaySeconds: 10
                  periodSeconds: 5
                  failureThreshold: 2
            """;

    private Specs() {}

    public static Resolved read(String yaml) {
        Diagnostics diagnostics = new Diagnostics();
        return Source.decode("probity.yaml", yaml.getBytes(StandardCharsets.UTF_8), diagnostics)
                .flatMap(source ->
                        ProbityYaml.read(
                                source, Path.of("/app"), Surroundings.with(Map.of()), diagnostics))
                .orElseThrow(() -> new AssertionError(diagnostics.all()));
    }

    public static Application application(String yaml) {
        return read(yaml).application();
    }

    /// One service, `web`, with a binding, whose other lines are given.
    public static String web(String... lines) {
        return """
        services:
          web:
            command: serve --port {port}
            ports: [{name: http, port: 8080}]
        """
                + String.join(
                        "", java.util.Arrays.stream(lines).map("    %s\n"::formatted).toList());
    }

    public static Service service(String yaml) {
        return application(yaml).services().getFirst();
    }

    public static Container main(String yaml) {
        return service(yaml).main();
    }
}
