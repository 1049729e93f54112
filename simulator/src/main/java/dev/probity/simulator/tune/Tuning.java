package dev.probity.simulator.tune;

import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is proposed for one service.
///
/// @param abandoned starts that were never over, and are missing in the sample
public record Tuning(String service, List<Proposal> proposals, int abandoned) {
    public Tuning {
        proposals = List.copyOf(proposals);
    }

    /// @param risk that a healthy start, or F answers in a row, take longer; between 0 and 1
    public static List<Tuning> of(Application application, Measurements measured, double risk) {
        List<Tuning> all = new ArrayList<>();
        for (Service service : application.services()) {
            if (!service.external()) {
                all.add(of(service, measured, risk));
            }
        }
        return all;
    }

    private static Tuning of(Service service, Measurements measured, double risk) {
        List<Proposal> proposals = new ArrayList<>();
        measured.starts(service.name())
                .map(starts -> Proposal.startup(starts, service.main().startupProbe(), risk))
                .ifPresent(proposals::add);
        Optional<Probe> liveness = service.main().livenessProbe();
        liveness.flatMap(probe ->
                        measured.answers(service.name(), ProbeType.LIVENESS)
                                .map(answers -> Proposal.liveness(answers, probe, risk)))
                .ifPresent(proposals::add);
        return new Tuning(service.name(), proposals, measured.abandoned(service.name()));
    }
}
