package dev.probity.spec.resolving;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Ingress;
import dev.probity.spec.Located;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenIngress;
import dev.probity.spec.written.WrittenProbe;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns what is written into what is acted on. Every dialect's reading ends here.
public final class Resolver {

    private Resolver() {}

    /// @param diagnostics with what reading has found already
    /// @return nothing if there is any error, of reading or of resolving
    public static Optional<Resolved> resolve(
            WrittenApplication written, Defaults defaults, Diagnostics diagnostics) {
        Account account = new Account(defaults.rule(), diagnostics);
        String name = account.take("name", written.name(), Names.ofDirectory(written.directory()));
        written.name()
                .ifPresent(given ->
                        Names.checkLabel("the name of the application", given, diagnostics));
        List<Service> services = services(written, defaults, account);
        List<Ingress> ingresses = ingresses(written, services, defaults, account);
        DependencyCheck.of(written, services, diagnostics).run();
        new ServiceReferences(services, diagnostics).check(written);
        new ListenerCheck(diagnostics).run(written);
        new ClaimCheck(diagnostics).run(written);
        new NeighbourCheck(diagnostics).run(written);
        written.namespace()
                .ifPresent(given -> Names.checkLabel("the namespace", given, diagnostics));
        Application application =
                new Application(
                        name,
                        written.directory(),
                        services,
                        ingresses,
                        account.take("registry", written.registry()),
                        account.take("namespace", written.namespace()));
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Resolved(application, account.origins(), diagnostics.all()));
    }

    /// One probe alone, as if it stood in the file of a service that is resolved already.
    ///
    /// @param path where it stands, as diagnostics name it
    /// @param diagnostics gets what is wrong with it
    public static Optional<Probe> probe(
            WrittenProbe written, ProbePlace place, String path, Diagnostics diagnostics) {
        Account account = new Account(Defaults.PROBITY.rule(), diagnostics);
        Service service = place.service();
        Container container = place.container();
        var shared =
                new ContainerResolver.Shared(
                        service.replicas(), service.terminationGracePeriod(), Set.of());
        var references =
                new PortReferences(
                        "services." + service.name(),
                        container.ports(),
                        container.workload(),
                        shared,
                        diagnostics);
        return new ProbeResolver(Defaults.PROBITY, account, references)
                .probe(path, written, place.type(), container.kind());
    }

    private static List<Service> services(
            WrittenApplication written, Defaults defaults, Account account) {
        for (WrittenService service : written.services()) {
            Names.checkLabel("the name of a service", service.name(), account.diagnostics());
        }
        List<Located<String>> names =
                written.services().stream().map(WrittenService::name).toList();
        Names.checkUnique("the service", names, account.diagnostics());
        var resolver = new ServiceResolver(written.directory(), defaults, account);
        List<Service> services = new ArrayList<>();
        for (WrittenService service : written.services()) {
            services.add(resolver.resolve(service));
        }
        return services;
    }

    private static List<Ingress> ingresses(
            WrittenApplication written,
            List<Service> services,
            Defaults defaults,
            Account account) {
        List<Located<String>> names =
                written.ingresses().stream().map(WrittenIngress::name).toList();
        Names.checkUnique("the ingress", names, account.diagnostics());
        var resolver = new IngressResolver(services, defaults, account);
        List<Ingress> ingresses = new ArrayList<>();
        for (WrittenIngress ingress : written.ingresses()) {
            Names.checkLabel("the name of an ingress", ingress.name(), account.diagnostics());
            ingresses.add(resolver.resolve(ingress));
        }
        return ingresses;
    }
}
