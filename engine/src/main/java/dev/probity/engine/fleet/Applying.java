package dev.probity.engine.fleet;

import dev.probity.engine.Event;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Application;
import dev.probity.spec.Dependency;
import dev.probity.spec.Service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes an application the desired one: only what differs is touched.
final class Applying {

    private final Fleet fleet;
    private final Application application;
    private final List<String> only;
    private final long seed;

    Applying(Fleet fleet, Event.Apply apply) {
        this.fleet = fleet;
        application = apply.application();
        only = apply.only();
        seed = apply.seed();
    }

    /// @return why it cannot be done; then nothing was done
    Optional<String> carryOut(Turn turn) {
        Optional<String> problem = unknownName().or(this::circle);
        if (problem.isEmpty()) {
            turn.dice().stir(seed);
            fleet.become(application);
            endMissing();
            application.services().forEach(service -> apply(service, turn));
        }
        return problem;
    }

    private Optional<String> unknownName() {
        for (Service service : application.services()) {
            for (Dependency dependency : service.dependsOn()) {
                if (application.service(dependency.service()).isEmpty()) {
                    return Optional.of(
                            "service "
                                    + service.name()
                                    + " depends on "
                                    + dependency.service()
                                    + ", which does not exist");
                }
            }
        }
        return only.stream()
                .filter(name -> application.service(name).isEmpty())
                .findFirst()
                .map(name -> "there is no service " + name);
    }

    /// Services that wait for each other would never be launched.
    private Optional<String> circle() {
        return application.services().stream()
                .map(Service::name)
                .filter(name -> reachable(dependencies(name)).contains(name))
                .findFirst()
                .map(name -> "service " + name + " depends on itself in a circle");
    }

    private List<String> dependencies(String name) {
        return application.service(name).stream()
                .flatMap(service -> service.dependsOn().stream())
                .map(Dependency::service)
                .toList();
    }

    /// These services and all that they depend on.
    private Set<String> reachable(List<String> names) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (reached.add(name)) {
                open.addAll(dependencies(name));
            }
        }
        return reached;
    }

    private void endMissing() {
        for (ServiceLife service : fleet.services()) {
            if (application.service(service.name()).isEmpty()) {
                service.end(Wanted.GONE, Optional.empty());
            }
        }
    }

    private void apply(Service service, Turn turn) {
        Optional<ServiceLife> known = fleet.service(service.name());
        if (known.isPresent()) {
            known.get().apply(service, turn);
        } else {
            boolean running = only.isEmpty() || reachable(only).contains(service.name());
            fleet.add(ServiceLife.of(service, running, turn));
        }
    }
}
