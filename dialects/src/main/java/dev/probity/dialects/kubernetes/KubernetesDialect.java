package dev.probity.dialects.kubernetes;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Writer;
import dev.probity.dialects.kubernetes.file.ManifestReader;
import dev.probity.dialects.kubernetes.output.ManifestWriter;
import dev.probity.spec.Binding;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Manifests of Kubernetes: YAML or JSON, any number of objects in a file.
public final class KubernetesDialect implements Dialect {
    static final String RULE = "Kubernetes";

    private static final Defaults DEFAULTS =
            Defaults.asInKubernetes(RULE, Binding.Protocol.TCP, Map.of());

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Defaults defaults() {
        return DEFAULTS;
    }

    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        return root.filter(ManifestReader::isObject).isPresent();
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        var manifests = new ManifestReader(diagnostics).read(source);
        return diagnostics.hasErrors()
                ? Optional.empty()
                : Optional.of(new Translation(manifests, diagnostics).translate(directory));
    }

    @Override
    public Optional<Writer> writer() {
        return Optional.of(new ManifestWriter());
    }
}
