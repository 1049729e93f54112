package dev.probity.simulator.lint;

import dev.probity.simulator.Alone;
import dev.probity.simulator.lint.Finding.Change;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Numbers that should help; whether they do is for a simulation to say.
///
/// @param service as it would be
record Fixes(Service service, List<Change> changes) {
    private static final Duration USUAL_PERIOD = Duration.ofSeconds(10); // Kubernetes' default
    private static final int USUAL_FAILURES = 3; // Kubernetes' default

    Finding.Fix shown(String behaviour) {
        return new Finding.Fix(changes, behaviour);
    }

    /// A budget that is longer than the start, whatever the phase.
    static Optional<Fixes> ofStart(Service service, Duration load) {
        Optional<Probe> startup = service.main().startupProbe();
        if (startup.isPresent()) {
            int failures = times(load, startup.get().period()) + 1;
            return Optional.of(threshold(service, ProbeType.STARTUP, startup.get(), failures));
        }
        return service.main()
                .livenessProbe()
                .map(liveness -> {
                    Duration period = shorter(liveness.period(), USUAL_PERIOD);
                    int failures = times(load, period) + 1;
                    return added(
                            service,
                            ProbeType.STARTUP,
                            copy(liveness, Duration.ZERO, period, failures));
                });
    }

    static Optional<Fixes> ofSlowAnswers(Service service, Duration answer) {
        Duration timeout = Duration.ofSeconds(times(answer, Duration.ofSeconds(1)));
        Service changed = service;
        List<Change> changes = new ArrayList<>();
        for (ProbeType type : List.of(ProbeType.STARTUP, ProbeType.LIVENESS)) {
            Optional<Probe> probe = service.main().probe(type);
            if (probe.isPresent() && probe.get().timeout().compareTo(timeout) < 0) {
                Probe patient =
                        new Probe(
                                probe.get().handler(),
                                probe.get().initialDelay(),
                                probe.get().period(),
                                timeout,
                                probe.get().successThreshold(),
                                probe.get().failureThreshold(),
                                probe.get().terminationGracePeriod());
                changed = Alone.with(changed, type, patient);
                changes.add(
                        change(
                                service,
                                type,
                                "timeoutSeconds",
                                probe.get().timeout().toSeconds(),
                                timeout.toSeconds()));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new Fixes(changed, changes));
    }

    static Optional<Fixes> ofPause(Service service, Duration pause) {
        return outlasting(service, pause);
    }

    static Optional<Fixes> ofOutage(Service service, Duration outage) {
        return outlasting(service, outage);
    }

    /// One failure more than fit into it.
    private static Optional<Fixes> outlasting(Service service, Duration length) {
        return service.main()
                .livenessProbe()
                .map(probe ->
                        threshold(
                                service,
                                ProbeType.LIVENESS,
                                probe,
                                times(length, probe.period()) + 2));
    }

    /// Readiness that notices in time; a new one asks what liveness asks.
    static Optional<Fixes> ofHang(Service service, Duration notice) {
        Optional<Probe> readiness = service.main().readinessProbe();
        if (readiness.isPresent()) {
            Duration period = shorter(readiness.get().period(), USUAL_PERIOD);
            Probe quick =
                    copy(readiness.get(), readiness.get().initialDelay(), period, USUAL_FAILURES);
            List<Change> changes = new ArrayList<>();
            addChange(
                    changes,
                    service,
                    "periodSeconds",
                    readiness.get().period().toSeconds(),
                    period.toSeconds());
            addChange(
                    changes,
                    service,
                    "failureThreshold",
                    readiness.get().failureThreshold(),
                    USUAL_FAILURES);
            boolean quickEnough = period.multipliedBy(USUAL_FAILURES).compareTo(notice) < 0;
            return changes.isEmpty() || !quickEnough
                    ? Optional.empty()
                    : Optional.of(
                            new Fixes(Alone.with(service, ProbeType.READINESS, quick), changes));
        }
        return ofLoading(service);
    }

    private static void addChange(
            List<Change> changes, Service service, String field, long from, long to) {
        if (from != to) {
            changes.add(change(service, ProbeType.READINESS, field, from, to));
        }
    }

    static Optional<Fixes> ofLoading(Service service) {
        return service.main()
                .livenessProbe()
                .or(() -> service.main().startupProbe())
                .map(probe ->
                        added(
                                service,
                                ProbeType.READINESS,
                                copy(
                                        withoutGrace(probe),
                                        Duration.ZERO,
                                        shorter(probe.period(), USUAL_PERIOD),
                                        USUAL_FAILURES)));
    }

    /// Delays are what can be given up without loss: until it answers it is not Ready anyway.
    static Optional<Fixes> ofRollOut(Service service) {
        Service changed = service;
        List<Change> changes = new ArrayList<>();
        for (ProbeType type : List.of(ProbeType.STARTUP, ProbeType.READINESS)) {
            Optional<Probe> probe = service.main().probe(type);
            if (probe.isPresent() && !probe.get().initialDelay().isZero()) {
                Probe prompt =
                        copy(
                                probe.get(),
                                Duration.ZERO,
                                probe.get().period(),
                                probe.get().failureThreshold());
                changed = Alone.with(changed, type, prompt);
                changes.add(
                        change(
                                service,
                                type,
                                "initialDelaySeconds",
                                probe.get().initialDelay().toSeconds(),
                                0));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new Fixes(changed, changes));
    }

    private static Fixes threshold(Service service, ProbeType type, Probe probe, int failures) {
        return new Fixes(
                Alone.with(
                        service, type, copy(probe, probe.initialDelay(), probe.period(), failures)),
                List.of(
                        change(
                                service,
                                type,
                                "failureThreshold",
                                probe.failureThreshold(),
                                failures)));
    }

    private static Fixes added(Service service, ProbeType type, Probe probe) {
        String words =
                "one that asks the same as "
                        + (service.main().livenessProbe().isPresent()
                                ? ProbeType.LIVENESS.field()
                                : ProbeType.STARTUP.field())
                        + ", with periodSeconds "
                        + probe.period().toSeconds()
                        + ", timeoutSeconds "
                        + probe.timeout().toSeconds()
                        + ", failureThreshold "
                        + probe.failureThreshold();
        return new Fixes(
                Alone.with(service, type, probe),
                List.of(new Change(path(service, type), Optional.empty(), words)));
    }

    private static Change change(
            Service service, ProbeType type, String field, long from, long to) {
        return new Change(
                path(service, type) + "." + field,
                Optional.of(String.valueOf(from)),
                String.valueOf(to));
    }

    private static String path(Service service, ProbeType type) {
        return "services." + service.name() + "." + type.field();
    }

    private static Probe copy(Probe probe, Duration delay, Duration period, int failures) {
        return new Probe(
                probe.handler(),
                delay,
                period,
                probe.timeout(),
                probe.successThreshold(),
                failures,
                probe.terminationGracePeriod());
    }

    /// Readiness kills nothing.
    private static Probe withoutGrace(Probe probe) {
        return new Probe(
                probe.handler(),
                probe.initialDelay(),
                probe.period(),
                probe.timeout(),
                1,
                probe.failureThreshold(),
                Optional.empty());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// How often the part fits into the whole, rounded up.
    private static int times(Duration whole, Duration part) {
        return (int) Math.min(100_000, Math.ceilDiv(whole.toNanos(), part.toNanos()));
    }
}
