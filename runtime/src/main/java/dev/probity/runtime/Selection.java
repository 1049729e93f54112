package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Dependency;
import dev.probity.spec.Service;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which services are meant by some names.
final class Selection {
    private Selection() {}

    /// @param only names of services; none means all
    /// @return these, with all that they depend on
    static Set<String> of(Application application, Collection<String> only) {
        if (only.isEmpty()) {
            return application.services().stream()
                    .map(Service::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        Set<String> selected = new LinkedHashSet<>();
        var left = new ArrayDeque<String>(only);
        while (!left.isEmpty()) {
            String name = left.remove();
            if (selected.add(name)) {
                application.service(name).stream()
                        .flatMap(service -> service.dependsOn().stream())
                        .map(Dependency::service)
                        .forEach(left::add);
            }
        }
        return selected;
    }
}
