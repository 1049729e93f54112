package dev.probity.launch.port;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.environment.OwnPort;
import dev.probity.spec.Container;
import dev.probity.spec.Port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Gives each replica ports of its own and keeps them for it.
///
/// The first choice comes from the replica's name, so that it is the same after a restart of
/// Probity, as long as nobody else took it.
public final class Ports {

    /// How long a port may still be held by what is left of its last incarnation.
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final String application;
    private final PortRange range = PortRange.forReplicas();
    private final Set<Integer> spoken;
    private final Map<Key, Integer> given = new HashMap<>();

    private record Key(ReplicaId replica, String container, String port) {}

    /// @param spoken for otherwise: the gateway's ports, and those that probes name literally
    public Ports(String application, Set<Integer> spoken) {
        this.application = application;
        this.spoken = Set.copyOf(spoken);
    }

    /// The ports for a launch, in the order of declaration: those of the launch before, unless one
    /// was lost to somebody else. Takes time when one was.
    ///
    /// @throws IllegalStateException when no port is free
    public synchronized List<OwnPort> assign(ReplicaId replica, Container container) {
        List<OwnPort> ports = new ArrayList<>();
        for (Port port : container.ports()) {
            var key = new Key(replica, container.name(), port.name());
            int number =
                    Optional.ofNullable(given.get(key))
                            .filter(Ports::becomesFree)
                            .orElseGet(() -> choose(key));
            given.put(key, number);
            ports.add(new OwnPort(port.name(), number));
        }
        return ports;
    }

    /// The ports that a launch would get, whether or not it has happened: for a program that is to
    /// find another one of its replica.
    ///
    /// @throws IllegalStateException when no port is free
    public synchronized List<OwnPort> expected(ReplicaId replica, Container container) {
        List<OwnPort> ports = new ArrayList<>();
        for (Port port : container.ports()) {
            var key = new Key(replica, container.name(), port.name());
            ports.add(new OwnPort(port.name(), given.computeIfAbsent(key, this::choose)));
        }
        return ports;
    }

    /// The slot is gone: its ports may go to others.
    public synchronized void release(ReplicaId replica) {
        given.keySet().removeIf(key -> key.replica().equals(replica));
    }

    private int choose(Key key) {
        int size = range.size();
        int start = Math.floorMod(Objects.hash(application, key) * 0x9E3779B1, size);
        for (int step = 0; step < size; step++) {
            int port = range.first() + (start + step) % size;
            if (!spoken.contains(port) && !given.containsValue(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no port between %d and %d is free".formatted(range.first(), range.last()));
    }

    private static boolean becomesFree(int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isFree(port)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return true;
    }

    /// Whether a program could listen on it, on whichever address: both are tried, because a
    /// listener on one address does not keep others from listening on another.
    static boolean isFree(int port) {
        return binds(new InetSocketAddress(port))
                && binds(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean binds(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address, 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
