package dev.probity.simulator.world;

import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

/// What one probe of a container asks, as far as the world makes a difference.
///
/// @param aboutReadiness whether it asks the same as the readiness probe: then it hears the same,
///   whatever its type is
/// @param broken whether it cannot be asked at all, as with a port of a name that nothing has
/// @param waitsForPort whether a closed port takes the whole timeout, as with gRPC (R41)
record Question(ProbeType type, boolean aboutReadiness, boolean broken, boolean waitsForPort) {

    static Question of(ProbeType type, Probe probe, Container container) {
        boolean same =
                container.readinessProbe().isPresent()
                        && container.readinessProbe().get().handler().equals(probe.handler());
        return new Question(
                type,
                same,
                namesNoPort(probe.handler(), container),
                probe.handler() instanceof Handler.Grpc);
    }

    private static boolean namesNoPort(Handler handler, Container container) {
        return switch (handler) {
            case Handler.HttpGet get -> namesNoPort(get.port(), container);
            case Handler.TcpSocket tcp -> namesNoPort(tcp.port(), container);
            case Handler.Grpc grpc -> namesNoPort(grpc.port(), container);
            case Handler.Exec _ -> false;
        };
    }

    private static boolean namesNoPort(PortRef port, Container container) {
        return port instanceof PortRef.Named(String name) && container.port(name).isEmpty();
    }
}
