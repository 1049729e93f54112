package dev.probity.runtime;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.environment.OwnPort;
import dev.probity.launch.port.Ports;
import dev.probity.spec.Container;
import dev.probity.spec.Port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// Which ports of its own each container of each replica has now. Read from any thread.
final class ReplicaPorts {
    private final Ports ports;
    private final Map<Slot, Map<Port, Integer>> assigned = new ConcurrentHashMap<>();

    private record Slot(ReplicaId replica, String container) {}

    ReplicaPorts(Ports ports) {
        this.ports = ports;
    }

    /// Takes time when a port was lost to somebody else.
    List<OwnPort> assign(Incarnation incarnation, Container container) {
        List<OwnPort> own = ports.assign(incarnation.replica(), container);
        Map<Port, Integer> byPort = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            byPort.put(container.ports().get(i), own.get(i).number());
        }
        assigned.put(new Slot(incarnation.replica(), container.name()), byPort);
        return own;
    }

    /// Under their names and their declared numbers, launched or not.
    List<OwnPort> expected(ReplicaId replica, Container container) {
        List<OwnPort> named = new ArrayList<>(ports.expected(replica, container));
        for (int i = 0; i < container.ports().size(); i++) {
            int own = named.get(i).number();
            container
                    .ports()
                    .get(i)
                    .number()
                    .ifPresent(number -> named.add(new OwnPort("" + number, own)));
        }
        return named;
    }

    Map<Port, Integer> of(ReplicaId replica, String container) {
        return assigned.getOrDefault(new Slot(replica, container), Map.of());
    }

    OptionalInt of(ReplicaId replica, String container, String port) {
        return of(replica, container).entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(port))
                .mapToInt(Map.Entry::getValue)
                .findFirst();
    }

    void release(ReplicaId replica) {
        assigned.keySet().removeIf(slot -> slot.replica().equals(replica));
        ports.release(replica);
    }
}
