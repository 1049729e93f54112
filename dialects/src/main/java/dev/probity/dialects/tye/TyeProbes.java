package dev.probity.dialects.tye;

import dev.probity.dialects.Losses;
import dev.probity.spec.Binding;
import dev.probity.spec.Handler;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;
import dev.probity.spec.output.Output.Branch;

import java.util.Optional;

/// Writes `liveness` and `readiness`, and in place of a startup probe a patient liveness probe.
record TyeProbes(Losses losses) {

    void write(Branch branch, String path, Service service) {
        long budget = service.main().startupProbe().map(TyeProbes::budget).orElse(0L);
        Optional<Probe> liveness = service.main().livenessProbe();
        if (budget > 0 && liveness.isPresent()) {
            losses.warning(
                    path + ".startupProbe",
                    "Tye has no startup probe",
                    "liveness waits for its whole budget, "
                            + budget
                            + " s, however soon the start"
                            + " is over");
        } else if (budget > 0) {
            losses.error(
                    path + ".startupProbe",
                    "Tye has no startup probe",
                    "a replica that never starts is not restarted");
        }
        liveness.map(probe -> probe(path, ProbeType.LIVENESS, service, probe, budget))
                .ifPresent(found -> found.ifPresent(written -> branch.put("liveness", written)));
        service.main()
                .readinessProbe()
                .map(probe -> probe(path, ProbeType.READINESS, service, probe, 0))
                .ifPresent(found -> found.ifPresent(written -> branch.put("readiness", written)));
    }

    /// When the last allowed failure is over, in seconds.
    private static long budget(Probe startup) {
        return startup.initialDelay()
                .plus(startup.period().multipliedBy(startup.failureThreshold() - 1L))
                .plus(startup.timeout())
                .toSeconds();
    }

    private Optional<Branch> probe(
            String path, ProbeType type, Service service, Probe probe, long atLeast) {
        String field = path + "." + type.field();
        if (!(probe.handler() instanceof Handler.HttpGet get)) {
            return lost(field, "Tye's probes are http only", type);
        }
        Optional<Binding> binding = binding(service, get.port());
        if (binding.isEmpty()) {
            return lost(field, "Tye's probes ask a binding, and none leads to this port", type);
        }
        if (get.host().isPresent()) {
            return lost(field, "Tye's probes ask the replica itself, and no other host", type);
        }
        boolean first = service.bindings().getFirst().equals(binding.get());
        Branch http = new Branch().leaf("path", get.path());
        if (!first && binding.get().port().isPresent()) {
            http.leaf("port", binding.get().port().getAsInt());
        }
        if (!first && binding.get().port().isEmpty()) {
            return lost(field, "Tye finds a binding by its port, and this one has none", type);
        }
        boolean secure = binding.get().advertisedProtocol().filter("https"::equals).isPresent();
        if (secure != (get.scheme() == Handler.Scheme.HTTPS)) {
            losses.warning(
                    field + ".scheme",
                    "Tye asks in the binding's own protocol",
                    "it is not asked in " + get.scheme());
        }
        http.items(
                "headers",
                get.headers().stream()
                        .map(header ->
                                new Branch()
                                        .leaf("name", header.name())
                                        .leaf("value", header.value()))
                        .toList());
        return Optional.of(
                new Branch()
                        .put("http", http)
                        .leaf("initialDelay", Math.max(probe.initialDelay().toSeconds(), atLeast))
                        .leaf("period", probe.period().toSeconds())
                        .leaf("timeout", probe.timeout().toSeconds())
                        .leaf("successThreshold", probe.successThreshold())
                        .leaf("failureThreshold", probe.failureThreshold()));
    }

    private Optional<Branch> lost(String field, String reason, ProbeType type) {
        losses.error(
                field,
                reason,
                type == ProbeType.LIVENESS
                        ? "a replica that hangs is not restarted"
                        : "a replica gets traffic as soon as it runs");
        return Optional.empty();
    }

    private static Optional<Binding> binding(Service service, Handler.PortRef reference) {
        Optional<Port> port =
                switch (reference) {
                    case Handler.PortRef.Named(String name) -> service.main().port(name);
                    case Handler.PortRef.Numbered(int number) -> service.main().port(number);
                };
        return port.flatMap(found ->
                service.bindings().stream()
                        .filter(binding -> binding.targetPort().equals(found.name()))
                        .findFirst());
    }
}
