package dev.probity.spec.yaml;

import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Port;
import dev.probity.spec.Service;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Lays out the `ports` of a container: its own, each with the bindings that lead to it.
final class PortsOutput {
    private final Place place;
    private final Service service;
    private final List<Port> ports;
    private final Style style;
    private final List<Branch> entries = new ArrayList<>();
    private int declared;

    /// @param service its path
    /// @param container the path of the container's own keys
    record Place(String service, String container) {}

    private PortsOutput(Place place, Service service, List<Port> ports, Style style) {
        this.place = place;
        this.service = service;
        this.ports = ports;
        this.style = style;
    }

    static List<Branch> ofExternal(String path, Service service, Style style) {
        var output = new PortsOutput(new Place(path, path), service, List.of(), style);
        service.bindings().forEach(output::external);
        return output.entries;
    }

    static List<Branch> of(Place place, Service service, Container container, Style style) {
        var output = new PortsOutput(place, service, container.ports(), style);
        output.all(
                service.bindings().stream()
                        .filter(binding ->
                                service.listening(binding.targetPort())
                                        .equals(Optional.of(container)))
                        .toList());
        return output.entries;
    }

    /// Entries in the order of the bindings, each port before the first binding to it.
    private void all(List<Binding> bindings) {
        for (Binding binding : bindings) {
            int target = indexOf(binding.targetPort());
            while (declared < target) {
                declare(ports.get(declared));
            }
            Port port = ports.get(target);
            if (declared == target && !saysBoth(binding, port)) {
                declare(port);
            }
            bind(binding, port);
            declared = Math.max(declared, target + 1);
        }
        while (declared < ports.size()) {
            declare(ports.get(declared));
        }
    }

    private int indexOf(String name) {
        return ports.stream().map(Port::name).toList().indexOf(name);
    }

    /// A port without a binding.
    private void declare(Port port) {
        String at = place.container() + ".ports[" + declared + "]";
        entries.add(
                new Branch()
                        .leaf("name", at + ".name", port.name())
                        .leaf("containerPort", at + ".containerPort", port.number().orElse(0)));
        declared++;
    }

    private void bind(Binding binding, Port port) {
        Branch entry = new Branch();
        boolean unread = port.number().isEmpty() && !nameRead(binding, port).equals(port.name());
        if (unread || !binding.name().isEmpty()) {
            entry.leaf("name", at(binding) + ".name", unread ? port.name() : binding.name());
        }
        String at = place.container() + ".ports[" + indexOf(port.name()) + "]";
        entry.leaf("containerPort", at + ".containerPort", port.number().orElse(0));
        entries.add(rest(entry, binding));
    }

    /// Whether one entry is read as this binding and this port. A port without a number cannot be
    /// said apart; then the port's name wins.
    private boolean saysBoth(Binding binding, Port port) {
        return port.number().isEmpty() || nameRead(binding, port).equals(port.name());
    }

    private void external(Binding binding) {
        Branch entry = new Branch();
        if (!binding.name().isEmpty()) {
            entry.leaf("name", at(binding) + ".name", binding.name());
        }
        entries.add(rest(entry, binding));
    }

    private Branch rest(Branch entry, Binding binding) {
        String at = at(binding);
        entry.leaf("port", at + ".port", binding.port().orElse(0))
                .leaf(
                        "protocol",
                        at + ".protocol",
                        binding.protocol().name().toLowerCase(Locale.ROOT));
        if (!service.external()) {
            entry.leaf("address", at + ".address", binding.address());
        }
        return entry.leafIf("advertisedHost", at + ".advertisedHost", binding.advertisedHost())
                .leafIf(
                        "advertisedProtocol",
                        at + ".advertisedProtocol",
                        binding.advertisedProtocol())
                .leafIf(
                        "connectionString",
                        at + ".connectionString",
                        binding.connectionString().map(text -> style.shown("", text)));
    }

    private String at(Binding binding) {
        return place.service() + ".bindings[" + service.bindings().indexOf(binding) + "]";
    }

    /// What {@link Ports} would call the port of such an entry.
    private String nameRead(Binding binding, Port port) {
        OptionalInt number = port.number();
        if (!binding.name().isEmpty()) {
            return binding.name();
        }
        return number.isPresent() ? "" + number.getAsInt() : Ports.made(declared);
    }
}
