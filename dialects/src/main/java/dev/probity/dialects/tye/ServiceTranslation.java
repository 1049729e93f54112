package dev.probity.dialects.tye;

import dev.probity.dialects.tye.Whole.Member;
import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.spec.Container;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenProbe;
import dev.probity.spec.written.WrittenService;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts one service into the words of the model.
final class ServiceTranslation {
    private final Whole whole;
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final Differences differences;

    ServiceTranslation(
            Whole whole,
            Surroundings surroundings,
            Diagnostics diagnostics,
            Differences differences) {
        this.whole = whole;
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
        this.differences = differences;
    }

    WrittenService translate(Member member) {
        TyeService service = member.service();
        List<BoundPort> ports =
                new BindingTranslation(service, isRouted(service), diagnostics, differences)
                        .translate();
        ownPort(service);
        lost(service);
        return new WrittenService(
                service.name().orElse(new Located<>("", service.origin())),
                service.replicas(),
                service.isExternal() ? List.of() : List.of(container(member, ports)),
                ports.stream().map(port -> binding(service, port)).toList(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                service.tags(),
                service.isExternal()
                        ? Optional.of(new Located<>(true, service.origin()))
                        : Optional.empty());
    }

    private boolean isRouted(TyeService service) {
        return whole.ingresses().stream()
                .flatMap(ingress -> ingress.rules().stream())
                .flatMap(rule -> rule.service().stream())
                .anyMatch(name -> name.value().equals(service.called()));
    }

    private WrittenBinding binding(TyeService service, BoundPort port) {
        WrittenBinding written = port.written();
        var strings = new ConnectionStrings(service, whole, diagnostics);
        return new WrittenBinding(
                written.origin(),
                written.name(),
                written.protocol(),
                written.address(),
                written.port(),
                written.targetPort(),
                written.advertisedHost(),
                written.advertisedProtocol(),
                written.connectionString().map(text -> strings.checked(text, port.tye())));
    }

    private WrittenContainer container(Member member, List<BoundPort> ports) {
        TyeService service = member.service();
        var workload =
                new WorkloadTranslation(service, member.directory(), surroundings, differences);
        EnvironmentTranslation environment =
                EnvironmentTranslation.of(service, workload.isProcess(), ports, diagnostics);
        WorkloadTranslation.Run run = workload.translate(environment::value);
        return new WrittenContainer(
                Optional.empty(),
                Container.Kind.MAIN,
                run.workload(),
                environment.variables(),
                Optional.of(
                                new Located<>(
                                        run.workingDirectory().toString(),
                                        service.workingDirectory()
                                                .map(Located::origin)
                                                .orElse(TyeTranslation.TYE)))
                        .filter(_ -> !workload.isContainer()),
                Optional.empty(),
                ports.stream().map(BoundPort::port).distinct().toList(),
                probes(service, ports),
                Optional.empty());
    }

    private Map<ProbeType, WrittenProbe> probes(TyeService service, List<BoundPort> ports) {
        var translation = new ProbeTranslation(service, ports, diagnostics, differences);
        Map<ProbeType, WrittenProbe> probes = new EnumMap<>(ProbeType.class);
        service.liveness()
                .flatMap(probe -> translation.translate("liveness", probe))
                .ifPresent(probe -> probes.put(ProbeType.LIVENESS, probe));
        service.readiness()
                .flatMap(probe -> translation.translate("readiness", probe))
                .ifPresent(probe -> probes.put(ProbeType.READINESS, probe));
        return probes;
    }

    /// Tye puts nothing in front of a lone replica without readiness: the program has the port.
    private void ownPort(TyeService service) {
        boolean alone =
                service.replicas().map(Located::value).orElse(1) == 1
                        && service.readiness().isEmpty();
        boolean told =
                service.args()
                        .filter(args ->
                                args.value().contains("%PORT%") || args.value().contains("{port"))
                        .isPresent();
        if (alone && !told && service.is(Kind.EXECUTABLE)) {
            service.bindings().stream()
                    .flatMap(binding -> binding.port().stream())
                    .findFirst()
                    .ifPresent(port ->
                            differences.note(
                                    TyeCode.OWN_PORT,
                                    port.origin(),
                                    "Probity listens on %d and the program on the port in PORT (%%PORT%% in \"args\"); Tye itself lets a lone program without readiness listen on %1$d"
                                            .formatted(port.value())));
        }
    }

    private void lost(TyeService service) {
        service.volumes().stream()
                .filter(_ -> service.is(Kind.PROJECT) || service.is(Kind.AZURE_FUNCTION))
                .forEach(volume ->
                        diagnostics.warning(
                                TyeCode.LOSSY,
                                volume.origin(),
                                "the volume at %s of \"%s\" is lost: only containers have volumes"
                                        .formatted(
                                                Quoted.of(
                                                        volume.target()
                                                                .map(Located::value)
                                                                .orElse("")),
                                                service.called())));
        service.bindings().stream()
                .flatMap(binding -> binding.routes().stream())
                .findFirst()
                .ifPresent(route ->
                        differences.note(
                                TyeCode.NOT_SHOWN,
                                route.origin(),
                                "\"routes\" are links of Tye's dashboard and are not shown"));
    }
}
