package dev.probity.control.api;

import dev.probity.engine.ReplicaId;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether a replica listens where it was told to. A program that ignores its port is the most
/// frequent reason for a probe that never passes.
final class PortText {
    private final RunningApplication application;

    PortText(RunningApplication application) {
        this.application = application;
    }

    /// Nothing when there is nothing to tell, or the system does not tell.
    Optional<String> of(ReplicaId replica) {
        if (application.processes(replica).isEmpty()) {
            return Optional.empty(); // it does not run yet, or out of sight of this machine
        }
        Map<Port, Integer> assigned = application.ports(replica);
        List<Integer> real = application.reallyListening(replica);
        List<Port> deaf =
                assigned.entrySet().stream()
                        .filter(entry -> !real.contains(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (deaf.isEmpty()) {
            return Optional.empty();
        }
        String wanted =
                deaf.stream()
                        .map(port -> assigned.get(port) + " (port " + port.name() + ")")
                        .collect(Collectors.joining(" and "));
        String found =
                real.isEmpty()
                        ? "listens on no port"
                        : "listens on "
                                + real.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "));
        return Optional.of(
                replica
                        + " was given "
                        + wanted
                        + " but "
                        + found
                        + "; a program is told its port by PORT and by {port} in its command.");
    }
}
