package dev.probity.dialects.compose;

import dev.probity.dialects.ServiceHosts;
import dev.probity.dialects.ServiceHosts.Front;
import dev.probity.dialects.ServiceHosts.Place;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Compose's network, on which every service finds every port of the others by their names.
///
/// @param hosts services by the names they are called there
record Network(Map<String, String> hosts, Diagnostics diagnostics) {
    private static final String TITLE = "the Compose network";

    Network {
        hosts = Map.copyOf(hosts);
    }

    /// The services, with places of this machine in the place of those of the network. A port that
    /// somebody asks for and that is not published is served at any free one.
    List<WrittenService> replaced(List<WrittenService> services) {
        Map<String, Map<Integer, Origin>> unserved = of(services).unserved(services);
        List<WrittenService> all = new ArrayList<>();
        for (WrittenService service : services) {
            WrittenService served = service;
            for (var port : unserved.getOrDefault(service.name().value(), Map.of()).entrySet()) {
                served = serving(served, new Located<>(port.getKey(), port.getValue()));
            }
            all.add(served);
        }
        return of(all).replaced(all);
    }

    private ServiceHosts of(List<WrittenService> services) {
        Map<String, Place> byName = new HashMap<>();
        for (WrittenService service : services) {
            byName.put(service.name().value(), new Place(service.name().value(), ports(service)));
        }
        Map<String, Place> places = new HashMap<>();
        hosts.forEach((host, service) ->
                Optional.ofNullable(byName.get(service))
                        .ifPresent(place -> places.put(host.toLowerCase(Locale.ROOT), place)));
        return new ServiceHosts(places, TITLE, ComposeCode.DIFFERENT, diagnostics);
    }

    /// By the container's number, as on the network.
    private static Map<Integer, Front> ports(WrittenService service) {
        boolean only = service.bindings().size() == 1;
        Map<Integer, Front> ports = new HashMap<>();
        for (WrittenBinding binding : service.bindings()) {
            int number = Integer.parseInt(binding.targetPort().value());
            Optional<String> name =
                    binding.name()
                            .map(Located::value)
                            .or(() -> only ? Optional.empty() : Optional.of("" + number));
            boolean same = binding.port().filter(port -> port.value() == number).isPresent();
            ports.putIfAbsent(number, new Front(name, same));
        }
        return ports;
    }

    private WrittenService serving(WrittenService service, Located<Integer> number) {
        diagnostics.note(
                ComposeCode.DIFFERENT,
                number.origin(),
                "port %d of \"%s\" is served at any free one, since it is asked for here"
                        .formatted(number.value(), service.name().value()));
        Located<String> name = number.map(String::valueOf);
        WrittenContainer container = service.containers().getFirst();
        List<WrittenPort> ports = new ArrayList<>(container.ports());
        ports.add(new WrittenPort(name, Optional.of(number)));
        List<WrittenBinding> bindings = new ArrayList<>(service.bindings());
        bindings.add(
                new WrittenBinding(
                        number.origin(),
                        Optional.empty(),
                        Optional.of(number.map(_ -> Protocol.TCP)),
                        Optional.empty(),
                        Optional.of(number.map(_ -> 0)),
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return service.with(List.of(container.withPorts(ports)), bindings);
    }
}
