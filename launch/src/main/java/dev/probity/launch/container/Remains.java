package dev.probity.launch.container;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the last incarnation of each container has left behind: a container that is on its way out
/// holds ports and names that the next one needs.
final class Remains {
    private final Map<Slot, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    private record Slot(ReplicaId replica, String container) {}

    /// Waits until nothing is left of the one before, or for so long.
    ///
    /// @return to be run when nothing is left of this one
    Runnable succeed(Incarnation incarnation, Duration limit) {
        Slot slot = new Slot(incarnation.replica(), incarnation.container());
        await(ends.getOrDefault(slot, CompletableFuture.completedFuture(null)), limit);
        CompletableFuture<Void> end = new CompletableFuture<>();
        ends.put(slot, end);
        return () -> {
            end.complete(null);
            ends.remove(slot, end);
        };
    }

    /// @return whether nothing is left of any
    boolean awaitAll(Duration limit) {
        return await(
                CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new)), limit);
    }

    private static boolean await(CompletableFuture<?> done, Duration limit) {
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
