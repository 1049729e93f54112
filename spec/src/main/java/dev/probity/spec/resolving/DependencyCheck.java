package dev.probity.spec.resolving;

import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenDependency;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds dependencies on nobody, on what never happens, and on each other.
final class DependencyCheck {
    /// A longer cycle is not read to its end.
    private static final int SHOWN = 20;

    private final Map<String, WrittenService> written;
    private final Map<String, Service> resolved;
    private final Diagnostics diagnostics;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> onPath = new HashSet<>();
    private final List<Visit> underWay = new ArrayList<>();

    private DependencyCheck(
            Map<String, WrittenService> written,
            Map<String, Service> resolved,
            Diagnostics diagnostics) {
        this.written = written;
        this.resolved = resolved;
        this.diagnostics = diagnostics;
    }

    static DependencyCheck of(
            WrittenApplication application, List<Service> services, Diagnostics diagnostics) {
        Map<String, WrittenService> written = new LinkedHashMap<>();
        application
                .services()
                .forEach(service -> written.putIfAbsent(service.name().value(), service));
        Map<String, Service> resolved = new LinkedHashMap<>();
        services.forEach(service -> resolved.putIfAbsent(service.name(), service));
        return new DependencyCheck(written, resolved, diagnostics);
    }

    void run() {
        for (WrittenService service : written.values()) {
            List<Located<String>> names =
                    service.dependsOn().stream().map(WrittenDependency::service).toList();
            Names.checkUnique("the dependency", names, diagnostics);
            service.dependsOn().forEach(this::checkTarget);
        }
        written.values().forEach(this::findCycles);
    }

    private void checkTarget(WrittenDependency dependency) {
        Located<String> name = dependency.service();
        Service target = resolved.get(name.value());
        if (target == null) {
            diagnostics.report(
                    Severity.ERROR,
                    SpecCode.UNKNOWN_SERVICE,
                    name.origin(),
                    "there is no service \"" + name.value() + "\" to depend on",
                    Spelling.hint(name.value(), resolved.keySet()));
            return;
        }
        boolean completion =
                dependency.condition().map(Located::value).orElse(Condition.READY)
                        == Condition.COMPLETED;
        if (completion && target.external()) {
            diagnostics.error(
                    SpecCode.NEVER_MET,
                    name.origin(),
                    "\"" + name.value() + "\" is external and so never completes");
        } else if (completion && target.restartPolicy() == RestartPolicy.ALWAYS) {
            diagnostics.error(
                    SpecCode.NEVER_MET,
                    name.origin(),
                    "\"" + name.value() + "\" never completes, since its restartPolicy is Always",
                    "give it \"restartPolicy: OnFailure\"");
        } else if (!target.external() && target.replicas() == 0) {
            diagnostics.warning(
                    SpecCode.NEVER_MET,
                    name.origin(),
                    "\"" + name.value() + "\" has 0 replicas: who depends on it waits for ever");
        }
    }

    /// A service whose dependencies are being followed.
    private record Visit(String name, Iterator<WrittenDependency> rest) {}

    /// Depth first, without recursion: a file can hold a chain longer than a stack.
    private void findCycles(WrittenService first) {
        enter(first);
        while (!underWay.isEmpty()) {
            Visit visit = underWay.getLast();
            if (!visit.rest().hasNext()) {
                underWay.removeLast();
                onPath.remove(visit.name());
                continue;
            }
            WrittenDependency dependency = visit.rest().next();
            String next = dependency.service().value();
            WrittenService target = written.get(next);
            if (onPath.contains(next)) {
                reportCycle(dependency, next);
            } else if (target != null) {
                enter(target);
            }
        }
    }

    private void enter(WrittenService service) {
        String name = service.name().value();
        if (seen.add(name)) {
            onPath.add(name);
            underWay.add(new Visit(name, service.dependsOn().iterator()));
        }
    }

    private void reportCycle(WrittenDependency last, String start) {
        String cycle =
                underWay.stream()
                        .map(Visit::name)
                        .dropWhile(name -> !name.equals(start))
                        .limit(SHOWN)
                        .collect(Collectors.joining(" → "));
        diagnostics.error(
                SpecCode.CYCLE,
                last.service().origin(),
                "services wait for each other: " + cycle + " → " + start);
    }
}
