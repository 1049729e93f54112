package dev.probity.runtime;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The last attempts of every probe. Written by the engine's thread, read by anyone.
public final class ProbeHistory {

    /// Shared by all workers: about 4 MB. A thousand workers have 20 each, ten have {@link #MOST}.
    private static final int KEPT = 20_000;

    private static final int LEAST = 16;
    private static final int MOST = 300; // five minutes of a probe each second

    private final Map<WorkerId, ArrayDeque<Entry>> attempts = new ConcurrentHashMap<>();

    ProbeHistory() {}

    /// @param time when the attempt ended
    public record Entry(Instant time, Happening.Attempted attempted) {}

    /// Oldest first.
    public List<Entry> of(WorkerId worker) {
        ArrayDeque<Entry> entries = attempts.get(worker);
        if (entries == null) {
            return List.of();
        }
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    void add(Instant time, Happening.Attempted attempted) {
        ArrayDeque<Entry> entries =
                attempts.computeIfAbsent(attempted.worker(), _ -> new ArrayDeque<>());
        int most = Math.clamp(KEPT / attempts.size(), LEAST, MOST);
        synchronized (entries) {
            entries.addLast(new Entry(time, attempted));
            while (entries.size() > most) {
                entries.removeFirst();
            }
        }
    }

    void forget(ReplicaId replica) {
        attempts.keySet().removeIf(worker -> worker.replica().equals(replica));
    }
}
