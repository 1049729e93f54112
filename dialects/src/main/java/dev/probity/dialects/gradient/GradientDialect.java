package dev.probity.dialects.gradient;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Writer;
import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudService;
import dev.probity.spec.Binding;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.Diagnostics;
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

/// Paperspace Gradient's deployment spec: `Paperspace/cli` at c7bdd424, and the older shape.
public final class GradientDialect implements Dialect {
    static final String RULE = "Gradient";

    /// The page on health checks: those of Kubernetes, and no key for the success threshold.
    private static final Timings TIMINGS = Timings.KUBERNETES;

    private static final Defaults DEFAULTS =
            Defaults.asInKubernetes(
                    RULE,
                    Binding.Protocol.HTTP,
                    Map.of(
                            ProbeType.STARTUP, TIMINGS,
                            ProbeType.LIVENESS, TIMINGS,
                            ProbeType.READINESS, TIMINGS));

    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public Defaults defaults() {
        return DEFAULTS;
    }

    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        if (fileName.startsWith("paperspace.")) {
            return true;
        }
        return root.filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .filter(mapping ->
                        has(mapping, "healthChecks")
                                || has(mapping, "healthchecks")
                                || mapping.get("resources")
                                        .filter(Mapping.class::isInstance)
                                        .map(Mapping.class::cast)
                                        .filter(resources ->
                                                has(resources, "instanceType")
                                                        || has(resources, "machineType"))
                                        .isPresent())
                .isPresent();
    }

    private static boolean has(Mapping mapping, String key) {
        return mapping.get(key).isPresent();
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        List<Node> documents = Cloud.documents(source, diagnostics);
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        List<CloudService> services = new GradientReader(surroundings, diagnostics).read(documents);
        // One deployment gives the application its name, if somebody wrote one.
        Optional<Located<String>> name =
                documents.size() == 1
                        ? services.stream()
                                .map(CloudService::name)
                                .filter(found -> found.origin() instanceof Origin.Position)
                                .findFirst()
                        : Optional.empty();
        return Optional.of(
                new WrittenApplication(
                        documents.getFirst().position(),
                        name,
                        directory,
                        CloudService.together(services, diagnostics),
                        List.of()));
    }

    @Override
    public Optional<Writer> writer() {
        return Optional.of(GradientWriter::write);
    }
}
