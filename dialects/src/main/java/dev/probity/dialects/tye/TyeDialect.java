package dev.probity.dialects.tye;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Writer;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Ingress;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Source;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.Defaults.Timings;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Microsoft Tye's `tye.yaml`, in its last state (`dotnet/tye` at 754656140d9c).
public final class TyeDialect implements Dialect {
    private static final Set<String> FILE_NAMES = Set.of("tye.yaml", "tye.yml");

    /// docs/reference/schema.md of Tye: the period is 1 s where Kubernetes has 10.
    private static final Timings TIMINGS = new Timings(0, 1, 1, 1, 3);

    /// The life cycle is the one that Tye documents: Ready comes after Healthy.
    private static final Defaults DEFAULTS =
            new Defaults(
                    TyeTranslation.RULE,
                    RestartPolicy.ALWAYS,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    true,
                    Binding.Protocol.TCP,
                    Map.of(ProbeType.LIVENESS, TIMINGS, ProbeType.READINESS, TIMINGS),
                    Ingress.PathType.PREFIX,
                    false);

    @Override
    public String name() {
        return "tye";
    }

    @Override
    public Defaults defaults() {
        return DEFAULTS;
    }

    /// By its name, or because `services` is a list: elsewhere it is a mapping.
    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        if (FILE_NAMES.contains(fileName)) {
            return true;
        }
        return root.filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .flatMap(mapping -> mapping.get("services").or(() -> mapping.get("ingress")))
                .filter(Sequence.class::isInstance)
                .isPresent();
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        return new Inclusion(surroundings, diagnostics)
                .read(source, directory)
                .map(whole -> new TyeTranslation(surroundings, diagnostics).translate(whole));
    }

    @Override
    public Optional<Writer> writer() {
        return Optional.of(TyeWriter::write);
    }

    /// Tye acts one result after its threshold. (Its period counts from the end of a probe: how
    /// long one takes is not in the file.)
    @Override
    public Application observed(Application application) {
        return application.withServices(
                application.services().stream().map(TyeDialect::observed).toList());
    }

    private static Service observed(Service service) {
        return service.withContainers(
                service.containers().stream()
                        .map(container ->
                                container.withProbes(
                                        container.startupProbe(),
                                        // Kubernetes allows no other success threshold than 1.
                                        container.livenessProbe().map(probe -> later(probe, 0)),
                                        container.readinessProbe().map(probe -> later(probe, 1))))
                        .toList());
    }

    private static Probe later(Probe probe, int successes) {
        return probe.withThresholds(
                probe.successThreshold() + successes, probe.failureThreshold() + 1);
    }
}
