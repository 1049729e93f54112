package dev.probity.health.http;

import dev.probity.health.Group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How often health has been asked for, and how long the answers took to make.
public final class Traffic {
    private final Map<Kind, Sums> sums = new ConcurrentHashMap<>();

    private record Kind(Group group, int status) {}

    private record Sums(LongAdder requests, LongAdder nanos) {
        static Sums zero() {
            return new Sums(new LongAdder(), new LongAdder());
        }
    }

    /// @param time of all of them together
    public record Count(Group group, int status, long requests, Duration time) {}

    Traffic() {}

    void served(Group group, int status, long nanos) {
        Sums kind = sums.computeIfAbsent(new Kind(group, status), any -> Sums.zero());
        kind.requests.increment();
        kind.nanos.add(nanos);
    }

    public List<Count> counts() {
        return sums.entrySet().stream()
                .map(entry ->
                        new Count(
                                entry.getKey().group(),
                                entry.getKey().status(),
                                entry.getValue().requests.sum(),
                                Duration.ofNanos(entry.getValue().nanos.sum())))
                .toList();
    }
}
