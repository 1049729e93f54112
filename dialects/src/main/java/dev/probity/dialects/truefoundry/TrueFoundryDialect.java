package dev.probity.dialects.truefoundry;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Writer;
import dev.probity.dialects.cloud.Cloud;
import dev.probity.spec.Binding;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Source;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.Defaults.Timings;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TrueFoundry's manifest: `truefoundry-python-sdk` at f4e1527, and the older `components` form.
public final class TrueFoundryDialect implements Dialect {
    static final String RULE = "TrueFoundry";

    private static final Timings TIMINGS = Timings.KUBERNETES;

    private static final Defaults DEFAULTS =
            Defaults.asInKubernetes(
                    RULE,
                    Binding.Protocol.TCP,
                    Map.of(
                            ProbeType.STARTUP, TIMINGS,
                            ProbeType.LIVENESS, TIMINGS,
                            ProbeType.READINESS, TIMINGS));

    @Override
    public String name() {
        return "truefoundry";
    }

    @Override
    public Defaults defaults() {
        return DEFAULTS;
    }

    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        if (fileName.startsWith("truefoundry.") || fileName.startsWith("servicefoundry.")) {
            return true;
        }
        return root.filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .filter(TrueFoundryDialect::isManifest)
                .isPresent();
    }

    private static boolean isManifest(Mapping mapping) {
        boolean typed =
                mapping.get("type")
                        .filter(Scalar.class::isInstance)
                        .map(type -> ManifestReader.isType(((Scalar) type).text()))
                        .orElse(false);
        boolean legacy = mapping.get("components").filter(Sequence.class::isInstance).isPresent();
        boolean fragment =
                ManifestProbes.KEYS.values().stream()
                        .anyMatch(key ->
                                mapping.get(key).filter(Mapping.class::isInstance).isPresent());
        return typed || legacy || fragment;
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        List<Node> documents =
                new Template(surroundings, diagnostics)
                        .filled(Cloud.documents(source, diagnostics));
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ManifestReader(directory, surroundings, diagnostics).read(documents));
    }

    @Override
    public Optional<Writer> writer() {
        return Optional.of(TrueFoundryWriter::write);
    }
}
