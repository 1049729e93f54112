package dev.probity.simulator.traffic;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.turn.Dice;
import dev.probity.simulator.world.Actor;
import dev.probity.spec.Application;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clients of all services. They are asked to catch up before anything changes for them, so that
/// between two changes a request costs no step of the simulation.
public final class Clients {
    private final Map<String, Stream> streams = new LinkedHashMap<>();

    public Clients(Application application, double requestsPerSecond, long seed) {
        for (Service service : application.services()) {
            if (!service.external()) {
                Dice dice = new Dice(seed);
                dice.stir(service.name().hashCode());
                double rate = service.bindings().isEmpty() ? 0 : requestsPerSecond;
                streams.put(service.name(), new Stream(rate, dice));
            }
        }
    }

    /// From now on new requests go to these replicas.
    public void route(String service, List<ReplicaId> rotation, long now) {
        Stream stream = streams.get(service);
        if (stream != null) {
            stream.route(rotation, now);
        }
    }

    /// An incarnation runs.
    public void came(Incarnation incarnation, Actor actor, long now) {
        Stream stream = streams.get(incarnation.replica().service());
        if (stream != null) {
            stream.came(incarnation.replica(), actor, now);
        }
    }

    /// The replica's process is gone, and the connections with it.
    public void left(ReplicaId replica, long now) {
        Stream stream = streams.get(replica.service());
        if (stream != null) {
            stream.left(replica, now);
        }
    }

    /// @param at when nothing is in flight any more, at the latest at the limit
    /// @param cut what is still in flight then
    public record Drain(long at, int cut) {}

    public Drain drain(ReplicaId replica, long now, Duration limit) {
        return Optional.ofNullable(streams.get(replica.service()))
                .map(stream -> stream.drain(replica, now, limit.toNanos()))
                .orElse(new Drain(now, 0));
    }

    /// What they have seen, by service.
    public Map<String, Seen> finish(long now) {
        Map<String, Seen> seen = new LinkedHashMap<>();
        streams.forEach((service, stream) -> seen.put(service, stream.finish(now)));
        return seen;
    }
}
