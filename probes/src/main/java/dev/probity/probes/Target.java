package dev.probity.probes;

import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Port;

import io.netty.util.NetUtil;

import java.util.Map;
import java.util.OptionalInt;

/// Where a replica's container is asked.
///
/// @param address of the replica, as a literal: what the pod address is to the kubelet
/// @param ports the replica's own port behind each declared one
/// @param environment the container's, for `$(NAME)` in commands
public record Target(String address, Map<Port, Integer> ports, Map<String, String> environment) {

    public Target {
        if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
            throw new IllegalArgumentException(address + " is no address; it must be a literal");
        }
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
    }

    /// The port that a probe means: the replica's own one behind a declared port, an undeclared
    /// number as it is. An unknown name is no port (R42).
    public OptionalInt port(PortRef reference) {
        for (Map.Entry<Port, Integer> entry : ports.entrySet()) {
            if (declares(entry.getKey(), reference)) {
                return OptionalInt.of(entry.getValue());
            }
        }
        return switch (reference) {
            case PortRef.Numbered(int number) -> OptionalInt.of(number);
            case PortRef.Named _ -> OptionalInt.empty();
        };
    }

    private static boolean declares(Port port, PortRef reference) {
        return switch (reference) {
            case PortRef.Numbered(int number) ->
                    port.number().isPresent() && port.number().getAsInt() == number;
            case PortRef.Named(String name) -> port.name().equals(name);
        };
    }
}
