package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Service: an address for some Pods.
///
/// @param externalName the host that it stands for instead
public record KubeService(
        Metadata metadata,
        Map<String, String> selector,
        List<ServicePort> ports,
        Optional<Located<String>> externalName) {
    public KubeService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    /// @param target the port's own number when it is not said
    /// @param nodePort only where it is said
    public record ServicePort(
            Origin origin,
            Optional<Located<String>> name,
            Located<Integer> port,
            Located<PortRef> target,
            Optional<Located<String>> appProtocol,
            Optional<Located<Integer>> nodePort) {}
}
