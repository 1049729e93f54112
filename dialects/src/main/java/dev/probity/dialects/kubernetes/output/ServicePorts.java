package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Losses;
import dev.probity.spec.Binding;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Container;
import dev.probity.spec.Port;
import dev.probity.spec.Service;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The numbers that a cluster needs where a file leaves them to Probity.
final class ServicePorts {
    private static final int HTTP = 80;
    private static final int FIRST_FREE = 8080;

    private final Service service;
    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private final Map<Binding, Integer> fronts = new LinkedHashMap<>();

    private record Key(String container, String port) {}

    ServicePorts(Service service, Losses losses) {
        this.service = service;
        Set<Integer> taken = new HashSet<>();
        for (Container container : service.containers()) {
            for (Port port : container.ports()) {
                port.number().ifPresent(taken::add);
            }
        }
        for (Container container : service.containers()) {
            for (Port port : container.ports()) {
                numbers.put(
                        new Key(container.name(), port.name()),
                        port.number().orElseGet(() -> chosen(port, taken, losses)));
            }
        }
        Set<Integer> used = new HashSet<>();
        for (Binding binding : service.bindings()) {
            binding.port().ifPresent(used::add);
        }
        for (Binding binding : service.bindings()) {
            fronts.put(binding, binding.port().orElseGet(() -> front(binding, used)));
        }
    }

    private int chosen(Port port, Set<Integer> taken, Losses losses) {
        boolean http =
                service.bindings().stream()
                        .anyMatch(binding ->
                                binding.targetPort().equals(port.name())
                                        && binding.protocol() == Protocol.HTTP);
        int number = free(http ? HTTP : FIRST_FREE, taken);
        losses.note(
                "services." + service.name() + ".ports." + port.name(),
                "the port of the program has no number",
                "it is " + number + ", and the program has to listen there");
        return number;
    }

    private int front(Binding binding, Set<Integer> used) {
        boolean http = binding.protocol() == Protocol.HTTP && !used.contains(HTTP);
        return free(http ? HTTP : target(binding).orElse(FIRST_FREE), used);
    }

    private static int free(int wanted, Set<Integer> taken) {
        int number = wanted;
        while (!taken.add(number)) {
            number++;
        }
        return number;
    }

    private Optional<Integer> target(Binding binding) {
        return service.listening(binding.targetPort())
                .map(container -> number(container, binding.targetPort()));
    }

    /// Where a container listens.
    int number(Container container, String port) {
        return Optional.ofNullable(numbers.get(new Key(container.name(), port))).orElseThrow();
    }

    /// By a name or a number, as `{port:NAME}` has it; of another container if need be.
    Optional<Integer> find(Container container, String reference) {
        return own(container, reference)
                .or(() ->
                        service.containers().stream()
                                .flatMap(other -> own(other, reference).stream())
                                .findFirst());
    }

    private Optional<Integer> own(Container container, String reference) {
        return container.ports().stream()
                .filter(port ->
                        port.name().equals(reference)
                                || reference.equals("" + port.number().orElse(-1)))
                .map(port -> number(container, port.name()))
                .findFirst();
    }

    /// The port of the Service.
    int front(Binding binding) {
        return Optional.ofNullable(fronts.get(binding)).orElseThrow();
    }
}
