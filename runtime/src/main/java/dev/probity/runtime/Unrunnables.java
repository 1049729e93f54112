package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is wanted and cannot run here, such as an image that is not named.
final class Unrunnables {
    private Unrunnables() {}

    /// @param selected names of services
    /// @return what each one is and what can be done about it, in words for the user
    static List<String> of(Application application, Set<String> selected) {
        List<String> problems = new ArrayList<>();
        for (Service service : application.services()) {
            if (selected.contains(service.name()) && service.replicas() > 0) {
                service.containers().forEach(container -> add(service, container, problems));
            }
        }
        return problems;
    }

    private static void add(Service service, Container container, List<String> problems) {
        if (container.workload() instanceof Workload.Unrunnable(String kind, String remedy)) {
            String name =
                    container.equals(service.main())
                            ? service.name()
                            : container.name() + " of " + service.name();
            problems.add(name + " is a " + kind + ", which cannot run on this machine: " + remedy);
        }
    }
}
