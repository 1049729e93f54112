package dev.probity.engine.turn;

import java.util.ArrayList;
import java.util.List;

/// Who wants to be woken when. Equal times come in the order of rank, so that order is never an
/// accident.
public final class Agenda<T> {

    /// The time of those who do not want to be woken.
    public static final long NEVER = Long.MAX_VALUE;

    /// Also holds times that an alarm was set to before; they are skipped when they come, which is
    /// cheaper than searching for them.
    private final TimeHeap<Alarm<T>> queue = new TimeHeap<>();

    /// Kept by who wants to be woken, so that setting it again needs no search.
    public static final class Alarm<T> implements Comparable<Alarm<T>> {
        private final T item;
        private final long rank;
        private long at = NEVER;

        /// @param rank who goes first among those that are due at the same time
        public Alarm(T item, long rank) {
            this.item = item;
            this.rank = rank;
        }

        @Override
        public int compareTo(Alarm<T> other) {
            return Long.compare(rank, other.rank);
        }
    }

    /// Replaces what the alarm was set to before.
    public void arrange(Alarm<T> alarm, long at) {
        if (alarm.at != at) {
            alarm.at = at;
            if (at != NEVER) {
                queue.add(at, alarm);
            }
        }
    }

    /// The earliest time, or {@link #NEVER}.
    public long next() {
        while (!queue.isEmpty()) {
            long time = queue.firstTime();
            if (queue.first().at == time) {
                return time;
            }
            queue.removeFirst();
        }
        return NEVER;
    }

    /// Takes out everything whose time has come.
    public List<T> due(long now) {
        if (next() > now) {
            return List.of();
        }
        List<T> due = new ArrayList<>();
        do {
            Alarm<T> alarm = queue.first();
            queue.removeFirst();
            alarm.at = NEVER;
            due.add(alarm.item);
        } while (next() <= now);
        return due;
    }
}
