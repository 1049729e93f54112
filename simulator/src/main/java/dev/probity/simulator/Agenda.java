package dev.probity.simulator;

import dev.probity.engine.Event;
import dev.probity.simulator.world.Actor;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/// What will happen in the world, in the order of time; what is to happen at once comes in the
/// order of asking.
final class Agenda {
    private final PriorityQueue<Due> later = new PriorityQueue<>();
    private final ArrayDeque<Due> now = new ArrayDeque<>();
    private long order;

    /// @param about who it comes from
    record Due(long at, long order, Event event, Actor about) implements Comparable<Due> {

        /// Compared for every event of a simulation, so without a comparator's calls.
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(order, other.order) : at < other.at ? -1 : 1;
        }
    }

    void add(long present, long at, Event event, Actor about) {
        Due due = new Due(at, order++, event, about);
        if (at <= present) {
            now.add(due);
        } else {
            later.add(due);
        }
    }

    /// When there is something to do, or {@link Actor#NEVER}.
    long next(long present) {
        if (!now.isEmpty()) {
            return present;
        }
        Due first = later.peek();
        return first == null ? Actor.NEVER : first.at;
    }

    /// What was arranged earlier comes first.
    Due take(long present) {
        Due first = later.peek();
        return first != null && first.at <= present ? later.remove() : now.remove();
    }
}
