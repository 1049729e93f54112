package dev.probity.dialects.blueprint;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Writer;
import dev.probity.dialects.cloud.Cloud;
import dev.probity.spec.Binding;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Source;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.Defaults.Timings;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// OCI AI Blueprints, once Corrino: recipes and deployment groups (`oci-ai-blueprints` at
/// 1807459dc149).
public final class BlueprintDialect implements Dialect {
    static final String RULE = "Blueprint";

    /// The control plane's own, for a probe that is given no more than a path. They are applied to
    /// each missing key, never to a missing probe.
    private static final Defaults DEFAULTS =
            Defaults.asInKubernetes(
                    RULE,
                    Binding.Protocol.HTTP,
                    Map.of(
                            ProbeType.STARTUP, new Timings(10, 1, 2, 1, 30),
                            ProbeType.LIVENESS, new Timings(600, 1, 600, 1, 3),
                            ProbeType.READINESS, new Timings(15, 2, 10, 1, 3)));

    private static final List<String> MARKS =
            List.of(
                    "recipe_mode",
                    "deployment_group",
                    "blueprint_category",
                    "recipe_startup_probe_params",
                    "recipe_liveness_probe_params",
                    "recipe_readiness_probe_params");

    @Override
    public String name() {
        return "blueprint";
    }

    @Override
    public Defaults defaults() {
        return DEFAULTS;
    }

    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        return root.filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .filter(mapping -> MARKS.stream().anyMatch(key -> mapping.get(key).isPresent()))
                .isPresent();
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        List<Node> documents = Cloud.documents(source, diagnostics);
        documents.stream()
                .skip(1)
                .findFirst()
                .ifPresent(second ->
                        diagnostics.error(
                                SpecCode.MORE_DOCUMENTS,
                                second.position(),
                                "a second document begins here",
                                "several recipes of one file are a deployment_group"));
        return documents.stream()
                .findFirst()
                .flatMap(root ->
                        new BlueprintReader(directory, surroundings, diagnostics).read(root));
    }

    @Override
    public Optional<Writer> writer() {
        return Optional.of(BlueprintWriter::write);
    }
}
