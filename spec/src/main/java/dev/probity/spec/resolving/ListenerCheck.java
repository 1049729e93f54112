package dev.probity.spec.resolving;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenIngress;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds public ports that two listeners of the file want.
final class ListenerCheck {
    private static final String ALL = "0.0.0.0";

    private record Listener(String owner, String address, int port, Origin origin) {
        boolean collides(Listener other) {
            return address.equals(other.address)
                    || address.equals(ALL)
                    || other.address.equals(ALL);
        }
    }

    private final Diagnostics diagnostics;
    private final Map<Integer, List<Listener>> listeners = new HashMap<>();

    ListenerCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void run(WrittenApplication application) {
        for (WrittenService service : application.services()) {
            if (!service.isExternal()) {
                service.bindings()
                        .forEach(binding ->
                                add(
                                        "services." + service.name().value(),
                                        binding.address(),
                                        binding.port()));
            }
        }
        for (WrittenIngress ingress : application.ingresses()) {
            ingress.listens()
                    .forEach(listen ->
                            add(
                                    "ingress." + ingress.name().value(),
                                    listen.address(),
                                    listen.port()));
        }
    }

    private void add(
            String owner, Optional<Located<String>> address, Optional<Located<Integer>> port) {
        if (port.isEmpty() || port.get().value() == 0) {
            return;
        }
        Listener listener =
                new Listener(
                        owner,
                        address.map(found -> canonical(found.value())).orElse(Addresses.LOOPBACK),
                        port.get().value(),
                        port.get().origin());
        List<Listener> samePort =
                listeners.computeIfAbsent(listener.port(), _ -> new ArrayList<>());
        samePort.stream()
                .filter(listener::collides)
                .findFirst()
                .ifPresentOrElse(
                        first ->
                                diagnostics.error(
                                        SpecCode.PORT_TAKEN,
                                        listener.origin(),
                                        owner
                                                + " and "
                                                + first.owner()
                                                + " both listen on port "
                                                + listener.port(),
                                        "the first one is at " + first.origin()),
                        () -> samePort.add(listener));
    }

    private static String canonical(String address) {
        return switch (address) {
            case "*", "::" -> ALL;
            case "localhost" -> Addresses.LOOPBACK;
            default -> address;
        };
    }
}
