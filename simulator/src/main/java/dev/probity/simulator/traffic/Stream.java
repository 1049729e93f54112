package dev.probity.simulator.traffic;

import dev.probity.engine.ReplicaId;
import dev.probity.engine.turn.Dice;
import dev.probity.simulator.world.Actor;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The requests of one service, one after the other, and where they go: of two replicas in the
/// rotation drawn at random, the one with fewer in flight.
final class Stream {
    private static final long SECOND = 1_000_000_000L;

    /// A client that waits longer than this calls it waiting.
    private static final long PROMPT = SECOND;

    private final double perSecond;
    private final Dice dice;
    private final Map<ReplicaId, Upstream> upstreams = new HashMap<>();
    private List<Upstream> rotation = List.of();
    private long next;
    private long served;
    private long waited;
    private long failed;
    private long longest;
    private long closed;
    private long closedSince;
    private boolean isOpen;

    Stream(double perSecond, Dice dice) {
        this.perSecond = perSecond;
        this.dice = dice;
        next = perSecond == 0 ? Actor.NEVER : gap();
    }

    /// Requests come independently of each other.
    private long gap() {
        double chance = (dice.below(1L << 53) + 1) / (double) (1L << 53);
        return (long) (-Math.log(chance) / perSecond * SECOND) + 1;
    }

    void route(List<ReplicaId> replicas, long now) {
        catchUp(now);
        List<Upstream> chosen = new ArrayList<>();
        replicas.forEach(replica -> chosen.add(upstream(replica)));
        rotation = chosen;
        boolean opens = !replicas.isEmpty();
        if (opens && !isOpen) {
            closed += now - closedSince;
        } else if (!opens && isOpen) {
            closedSince = now;
        }
        isOpen = opens;
    }

    void came(ReplicaId replica, Actor actor, long now) {
        catchUp(now);
        upstream(replica).became(actor);
    }

    private Upstream upstream(ReplicaId replica) {
        return upstreams.computeIfAbsent(replica, _ -> new Upstream());
    }

    /// What was in flight is cut, and repeated elsewhere: the client asked a question that may be.
    void left(ReplicaId replica, long now) {
        catchUp(now);
        Upstream gone = upstream(replica);
        settle(gone, now);
        List<Long> cut = gone.cut();
        for (long since : cut) {
            send(since, now, gone);
        }
    }

    Clients.Drain drain(ReplicaId replica, long now, long limit) {
        catchUp(now);
        Upstream leaving = upstream(replica);
        settle(leaving, now);
        long last = leaving.lastDone();
        return last <= now + limit
                ? new Clients.Drain(Math.max(now, last), 0)
                : new Clients.Drain(now + limit, leaving.inFlightAfter(now + limit));
    }

    private void catchUp(long now) {
        while (next < now) {
            send(next, next, null);
            next += gap();
        }
    }

    /// @param since when the client asked
    /// @param not the one that has failed it already; it is asked once more only
    private void send(long since, long now, @Nullable Upstream not) {
        Upstream first = choose(now, not);
        Upstream chosen =
                first != null && !first.listens(now) && not == null ? choose(now, first) : first;
        if (chosen == null || !chosen.listens(now) || !chosen.isWell(now)) {
            failed++;
            return;
        }
        chosen.take(since, now);
    }

    private @Nullable Upstream choose(long now, @Nullable Upstream not) {
        int size = rotation.size();
        if (size == 0 || (size == 1 && rotation.getFirst() == not)) {
            return null;
        }
        Upstream one = rotation.get((int) dice.below(size));
        Upstream other = rotation.get((int) dice.below(size));
        if (one == not || other == not) {
            Upstream left = one == not ? other : one;
            return left == not ? another(not) : left;
        }
        settle(one, now);
        settle(other, now);
        return one.inFlight() <= other.inFlight() ? one : other;
    }

    private Upstream another(Upstream not) {
        return rotation.stream().filter(upstream -> upstream != not).findFirst().orElseThrow();
    }

    private void settle(Upstream upstream, long now) {
        for (long took = upstream.nextDone(now); took >= 0; took = upstream.nextDone(now)) {
            longest = Math.max(longest, took);
            if (took <= PROMPT) {
                served++;
            } else {
                waited++;
            }
        }
    }

    Seen finish(long now) {
        catchUp(now);
        long open = 0;
        for (Upstream upstream : upstreams.values()) {
            settle(upstream, now);
            open += upstream.inFlight();
            longest = Math.max(longest, upstream.longestWait(now));
        }
        return new Seen(
                served,
                waited,
                failed,
                open,
                Duration.ofNanos(longest),
                Duration.ofNanos(closed + (isOpen ? 0 : now - closedSince)));
    }
}
