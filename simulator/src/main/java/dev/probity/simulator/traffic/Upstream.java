package dev.probity.simulator.traffic;

import dev.probity.simulator.world.Actor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A replica as its clients know it: who answers, and what is in flight to it.
final class Upstream {
    private final PriorityQueue<Request> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(Request::done));
    private @Nullable Actor actor; // nobody before its first start

    /// @param since when the client asked
    /// @param done when it is answered, or {@link Actor#NEVER}
    private record Request(long since, long done) {}

    void became(Actor other) {
        actor = other;
    }

    boolean listens(long now) {
        return actor != null && actor.listens(now);
    }

    boolean isWell(long now) {
        return actor != null && actor.isWell(now);
    }

    void take(long since, long now) {
        long takes = actor == null ? Actor.NEVER : actor.takes(now);
        inFlight.add(new Request(since, takes == Actor.NEVER ? Actor.NEVER : now + takes));
    }

    int inFlight() {
        return inFlight.size();
    }

    /// Takes out a request that is answered by now, and tells how long it took; -1 when none is.
    long nextDone(long now) {
        Request first = inFlight.peek();
        if (first == null || first.done > now) {
            return -1;
        }
        inFlight.remove();
        return first.done - first.since;
    }

    /// Takes out all; tells since when each waited.
    List<Long> cut() {
        List<Long> since = new ArrayList<>();
        inFlight.forEach(request -> since.add(request.since));
        inFlight.clear();
        return since;
    }

    long lastDone() {
        return inFlight.stream().mapToLong(Request::done).max().orElse(0);
    }

    int inFlightAfter(long time) {
        return (int) inFlight.stream().filter(request -> request.done > time).count();
    }

    long longestWait(long now) {
        return inFlight.stream().mapToLong(request -> now - request.since).max().orElse(0);
    }
}
