package dev.probity.simulator.explain;

import dev.probity.simulator.Scenario;
import dev.probity.spec.Container;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one service's probes do, in numbers.
///
/// @param ready from the start of a process that answers at once to its first traffic
/// @param startup from the start of a process that never listens to its kill; absent when nothing
///   gives up on it
/// @param hang from a hang to the decision to kill; absent without liveness
/// @param relaunched from a hang to the next launch: at the latest SIGKILL ends the grace period
/// @param withdrawn from a failure that readiness sees to no traffic
/// @param returned from its end to traffic
/// @param story a scenario that shows all of it
public record Explanation(
        Service service,
        List<Asked> probes,
        Bounds ready,
        Optional<Bounds> startup,
        Optional<Bounds> hang,
        Optional<Bounds> relaunched,
        Optional<Bounds> withdrawn,
        Optional<Bounds> returned,
        Scenario story) {
    public Explanation {
        probes = List.copyOf(probes);
    }

    /// One probe, and where each of its numbers came from.
    public record Asked(Container container, ProbeType type, Probe probe, List<Setting> numbers) {
        public Asked {
            numbers = List.copyOf(numbers);
        }

        public ProbeTimes times() {
            return new ProbeTimes(probe);
        }
    }

    /// @param field as in the file
    public record Setting(String field, long value, Optional<Origin> origin) {}

    /// Of every service that runs anything, in the order of the file.
    public static List<Explanation> of(Resolved resolved) {
        return resolved.application().services().stream()
                .filter(service -> !service.external())
                .map(service -> of(service, resolved))
                .toList();
    }

    private static Explanation of(Service service, Resolved resolved) {
        Container main = service.main();
        Optional<ProbeTimes> startup = main.startupProbe().map(ProbeTimes::new);
        Optional<ProbeTimes> liveness = main.livenessProbe().map(ProbeTimes::new);
        Optional<ProbeTimes> readiness = main.readinessProbe().map(ProbeTimes::new);
        Optional<Bounds> hang = liveness.map(ProbeTimes::untilHangIsSeen);
        Duration grace =
                main.livenessProbe()
                        .flatMap(Probe::terminationGracePeriod)
                        .orElse(service.terminationGracePeriod());
        return new Explanation(
                service,
                asked(service, resolved.origins()),
                FirstTraffic.of(service),
                startup.or(() -> liveness).map(ProbeTimes::untilGivenUp),
                hang,
                hang.map(seen -> seen.upTo(grace)),
                readiness.map(ProbeTimes::untilFailureIsSeen),
                readiness.map(ProbeTimes::untilRecoveryIsSeen),
                Story.of(service));
    }

    private static List<Asked> asked(Service service, Map<String, Origin> origins) {
        List<Asked> all = new ArrayList<>();
        for (Container container : service.containers()) {
            String owner = "services." + service.name() + place(container);
            for (ProbeType type : ProbeType.values()) {
                container
                        .probe(type)
                        .ifPresent(probe -> {
                            String path = owner + "." + type.field();
                            List<Setting> numbers = numbers(probe, path, origins);
                            all.add(new Asked(container, type, probe, numbers));
                        });
            }
        }
        return all;
    }

    private static String place(Container container) {
        return switch (container.kind()) {
            case MAIN -> "";
            case SIDECAR -> ".sidecars." + container.name();
            case INIT -> ".initContainers." + container.name();
        };
    }

    private static List<Setting> numbers(Probe probe, String path, Map<String, Origin> origins) {
        List<Setting> numbers = new ArrayList<>();
        numbers.add(number("initialDelaySeconds", probe.initialDelay(), path, origins));
        numbers.add(number("periodSeconds", probe.period(), path, origins));
        numbers.add(number("timeoutSeconds", probe.timeout(), path, origins));
        numbers.add(number("successThreshold", probe.successThreshold(), path, origins));
        numbers.add(number("failureThreshold", probe.failureThreshold(), path, origins));
        probe.terminationGracePeriod()
                .ifPresent(grace ->
                        numbers.add(number("terminationGracePeriodSeconds", grace, path, origins)));
        return numbers;
    }

    private static Setting number(
            String field, Duration value, String path, Map<String, Origin> origins) {
        return number(field, value.toSeconds(), path, origins);
    }

    private static Setting number(
            String field, long value, String path, Map<String, Origin> origins) {
        return new Setting(field, value, Optional.ofNullable(origins.get(path + "." + field)));
    }
}
