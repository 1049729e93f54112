package dev.probity.spec.resolving;

import dev.probity.spec.Located;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenService;

import java.util.HashMap;
import java.util.Map;

/// Finds volumes whose claim is described in two ways: a cluster has one claim for them.
final class ClaimCheck {
    private record Described(String service, VolumeClaim claim) {}

    private final Diagnostics diagnostics;
    private final Map<String, Described> known = new HashMap<>();

    ClaimCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void run(WrittenApplication application) {
        for (WrittenService service : application.services()) {
            for (WrittenContainer container : service.containers()) {
                if (container.workload().value() instanceof Workload.Image image) {
                    image.sandbox().volumes().stream()
                            .filter(Volume.Named.class::isInstance)
                            .map(Volume.Named.class::cast)
                            // A mount that says nothing goes along with any that does.
                            .filter(volume -> !volume.claim().equals(VolumeClaim.DEFAULT))
                            .forEach(volume ->
                                    check(service.name().value(), volume, container.workload()));
                }
            }
        }
    }

    private void check(String service, Volume.Named volume, Located<Workload> where) {
        var described = new Described("services." + service, volume.claim());
        Described before = known.putIfAbsent(volume.name(), described);
        if (before != null && !before.claim().equals(volume.claim())) {
            diagnostics.error(
                    SpecCode.CONFLICT,
                    where.origin(),
                    "the claim of the volume \"%s\" is described by %s and, in another way, by %s"
                            .formatted(volume.name(), before.service(), described.service()),
                    "say its size and class once");
        }
    }
}
