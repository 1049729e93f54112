package dev.probity.simulator;

import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.Lengths;
import dev.probity.simulator.world.StandardBehaviour;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Dependency;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Whether two applications mean the same: both are simulated over the standard behaviours, and
/// their probes have to act at the same times.
public final class Comparison {
    /// Long enough for every standard behaviour to begin and to be over.
    private static final Duration LEAST = Duration.ofMinutes(5);

    private static final Duration MOST = Duration.ofHours(4); // bounds what a silly probe costs

    private Comparison() {}

    /// The first difference in what probes do.
    ///
    /// @param behaviour under which it shows
    /// @param at nanoseconds since the application was applied
    /// @param subject who acts, such as `web-1 liveness`
    /// @param one what it does in the one application
    /// @param other what it does in the other
    public record Difference(
            StandardBehaviour behaviour, long at, String subject, String one, String other) {
        @Override
        public String toString() {
            return "with "
                    + behaviour
                    + " (\""
                    + behaviour.behaviour()
                    + "\") "
                    + subject
                    + " differs first at "
                    + Lengths.text(at)
                    + ": "
                    + one
                    + " here, "
                    + other
                    + " there";
        }
    }

    private record Act(long at, String what) {}

    /// @return empty when no standard behaviour tells them apart
    public static Optional<Difference> firstDifference(Resolved one, Resolved other) {
        return firstDifference(one.application(), other.application());
    }

    public static Optional<Difference> firstDifference(Application one, Application other) {
        Duration span = longer(span(one), span(other));
        Subjects ones = new Subjects(one);
        Subjects others = new Subjects(named(other, one));
        for (StandardBehaviour behaviour : StandardBehaviour.values()) {
            Optional<Difference> difference =
                    first(behaviour, acts(ones, behaviour, span), acts(others, behaviour, span));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Until every probe could have failed twice over, from its first attempt on.
    private static Duration span(Application application) {
        Duration span = LEAST;
        for (Service service : application.services()) {
            for (Container container : service.containers()) {
                for (ProbeType type : ProbeType.values()) {
                    span = longer(span, container.probe(type).map(Comparison::twice).orElse(span));
                }
            }
        }
        return span.compareTo(MOST) > 0 ? MOST : span;
    }

    private static Duration twice(Probe probe) {
        long most = MOST.toSeconds();
        long period = Math.min(most, longer(probe.period(), probe.timeout()).toSeconds());
        long seconds =
                Math.min(most, probe.initialDelay().toSeconds())
                        + Math.min(most, 2 * period * Math.min(probe.failureThreshold(), most));
        return LEAST.plusSeconds(Math.min(most, seconds));
    }

    private static Map<String, List<Act>> acts(
            Subjects subjects, StandardBehaviour behaviour, Duration span) {
        Map<String, List<Act>> acts = new LinkedHashMap<>();
        Scenario scenario =
                Scenario.of(subjects.application(), Cast.of(behaviour.behaviour()), span);
        Simulation.run(scenario, (at, happening) -> note(at, happening, subjects, acts));
        return acts;
    }

    private static void note(
            long at, Happening happening, Subjects subjects, Map<String, List<Act>> acts) {
        if (happening instanceof Happening.Attempted attempted) {
            add(
                    acts,
                    subjects.of(attempted.worker()),
                    new Act(at, attempted.outcome().getClass().getSimpleName()));
        } else if (happening instanceof Happening.Killing(Incarnation incarnation, var why, _)) {
            String life = subjects.of(incarnation.replica(), incarnation.container()) + " life";
            add(acts, life, new Act(at, "killed for " + why));
        } else if (happening instanceof Happening.Moved moved) {
            add(acts, moved.replica() + " life", new Act(at, moved.to().name()));
        }
    }

    /// Who acts. Files have names of their own for the main container.
    private record Subjects(Application application) {

        String of(WorkerId worker) {
            return of(worker.replica(), worker.container()) + " " + worker.type().field();
        }

        String of(ReplicaId replica, String container) {
            boolean main =
                    application
                            .service(replica.service())
                            .filter(service -> service.main().name().equals(container))
                            .isPresent();
            return replica + (main ? "" : " " + container);
        }
    }

    /// The other application in the names of the first: a part of a file has no name, and each
    /// language calls it by a word of its own.
    private static Application named(Application other, Application first) {
        List<Service> services = other.services();
        boolean same = services.stream().allMatch(each -> first.service(each.name()).isPresent());
        if (same || services.size() != first.services().size()) {
            return other;
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int place = 0; place < services.size(); place++) {
            names.put(services.get(place).name(), first.services().get(place).name());
        }
        return new Application(
                other.name(),
                other.directory(),
                services.stream().map(service -> named(service, names)).toList(),
                List.of());
    }

    private static Service named(Service service, Map<String, String> names) {
        return new Service(
                names.getOrDefault(service.name(), service.name()),
                service.replicas(),
                service.containers(),
                service.bindings(),
                service.dependsOn().stream()
                        .map(each ->
                                new Dependency(
                                        names.getOrDefault(each.service(), each.service()),
                                        each.condition()))
                        .toList(),
                service.restartPolicy(),
                service.terminationGracePeriod(),
                service.drainLimit(),
                service.healthyBeforeReady(),
                service.tags(),
                service.external());
    }

    private static void add(Map<String, List<Act>> acts, String subject, Act act) {
        acts.computeIfAbsent(subject, _ -> new ArrayList<>()).add(act);
    }

    private static Optional<Difference> first(
            StandardBehaviour behaviour, Map<String, List<Act>> one, Map<String, List<Act>> other) {
        Optional<Difference> first = Optional.empty();
        TreeSet<String> subjects = new TreeSet<>(one.keySet());
        subjects.addAll(other.keySet());
        for (String subject : subjects) {
            Optional<Difference> found =
                    first(
                            behaviour,
                            subject,
                            one.getOrDefault(subject, List.of()),
                            other.getOrDefault(subject, List.of()));
            if (found.isPresent() && (first.isEmpty() || found.get().at() < first.get().at())) {
                first = found;
            }
        }
        return first;
    }

    private static Optional<Difference> first(
            StandardBehaviour behaviour, String subject, List<Act> one, List<Act> other) {
        int common = Math.min(one.size(), other.size());
        int same = 0;
        while (same < common && one.get(same).equals(other.get(same))) {
            same++;
        }
        if (same == one.size() && same == other.size()) {
            return Optional.empty();
        }
        long at = Math.min(time(one, same), time(other, same));
        return Optional.of(
                new Difference(
                        behaviour, at, subject, words(one, same, at), words(other, same, at)));
    }

    private static long time(List<Act> acts, int index) {
        return index < acts.size() ? acts.get(index).at() : Long.MAX_VALUE;
    }

    private static String words(List<Act> acts, int index, long at) {
        if (index >= acts.size()) {
            return "nothing more";
        }
        Act act = acts.get(index);
        return act.at() == at
                ? act.what()
                : "nothing until " + Lengths.text(act.at()) + " (" + act.what() + ")";
    }
}
