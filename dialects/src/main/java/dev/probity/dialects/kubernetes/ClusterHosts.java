package dev.probity.dialects.kubernetes;

import dev.probity.dialects.ServiceHosts;
import dev.probity.dialects.ServiceHosts.Front;
import dev.probity.dialects.kubernetes.BindingTranslation.Place;
import dev.probity.dialects.kubernetes.file.KubeService;
import dev.probity.dialects.kubernetes.file.KubeService.ServicePort;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.Metadata;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenService;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of Services, which only the cluster knows.
///
/// @param bindings of the services of the file
record ClusterHosts(BindingTranslation bindings, Diagnostics diagnostics) {

    /// The services, with places of this machine in the place of those of the cluster.
    List<WrittenService> replaced(List<KubeService> written, List<WrittenService> services) {
        Map<String, ServiceHosts.Place> hosts = new HashMap<>();
        for (KubeService service : written) {
            place(service, services)
                    .ifPresent(place ->
                            names(service.metadata())
                                    .forEach(host -> hosts.putIfAbsent(host, place)));
        }
        return new ServiceHosts(hosts, "the cluster", KubernetesCode.DIFFERENT, diagnostics)
                .replaced(services);
    }

    /// Nothing for a Service that leads nowhere.
    private Optional<ServiceHosts.Place> place(KubeService service, List<WrittenService> services) {
        Map<Integer, Front> fronts = new HashMap<>();
        Optional<String> name = Optional.empty();
        for (ServicePort port : service.ports()) {
            Optional<Place> place = bindings.place(service, port);
            if (place.isPresent()) {
                name = Optional.of(place.get().service().value());
                fronts.put(port.port().value(), front(place.get(), port, services));
            }
        }
        return name.map(found -> new ServiceHosts.Place(found, fronts));
    }

    private static Front front(Place place, ServicePort port, List<WrittenService> services) {
        boolean same =
                services.stream()
                        .filter(service -> service.name().value().equals(place.service().value()))
                        .flatMap(service -> service.bindings().stream())
                        .filter(binding ->
                                binding.name().map(Located::value).equals(place.binding()))
                        .flatMap(binding -> binding.port().stream())
                        .anyMatch(number -> number.value().equals(port.port().value()));
        return new Front(place.binding(), same);
    }

    /// Alone, for those of the same namespace, and in full.
    private static List<String> names(Metadata service) {
        String name = service.name().value();
        String spaced = name + "." + service.namespace().map(Located::value).orElse("default");
        return List.of(name, spaced, spaced + ".svc", spaced + ".svc.cluster.local");
    }
}
