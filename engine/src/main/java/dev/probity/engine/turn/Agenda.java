package dev.probity.engine.turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who wants to be woken when. Equal times come in the order of rank, so that order is never an
/// accident.
public final class Agenda<T> {

    /// The time of those who do not want to be woken.
    public static final long NEVER = Long.MAX_VALUE;

    private final Map<T, Entry<T>> entries = new HashMap<>();

    /// Also holds entries that were replaced since; they are skipped when their time comes, which
    /// is cheaper than searching for them.
    private final TimeHeap<Entry<T>> queue = new TimeHeap<>();

    private static final class Entry<T> implements Comparable<Entry<T>> {
        private final long at;
        private final long rank;
        private final T item;
        private boolean replaced;

        Entry(long at, long rank, T item) {
            this.at = at;
            this.rank = rank;
            this.item = item;
        }

        @Override
        public int compareTo(Entry<T> other) {
            return Long.compare(rank, other.rank);
        }
    }

    /// Replaces what was arranged for this item before.
    public void arrange(T item, long rank, long at) {
        Entry<T> old = entries.get(item);
        if (old != null) {
            if (old.at == at && old.rank == rank) {
                return;
            }
            old.replaced = true;
        }
        if (at == NEVER) {
            entries.remove(item);
            return;
        }
        Entry<T> entry = new Entry<>(at, rank, item);
        entries.put(item, entry);
        queue.add(at, entry);
    }

    /// The earliest time, or {@link #NEVER}.
    public long next() {
        while (!queue.isEmpty() && queue.first().replaced) {
            queue.removeFirst();
        }
        return queue.isEmpty() ? NEVER : queue.firstTime();
    }

    /// Takes out everything whose time has come.
    public List<T> due(long now) {
        if (next() > now) {
            return List.of();
        }
        List<T> due = new ArrayList<>();
        do {
            T item = queue.first().item;
            queue.removeFirst();
            entries.remove(item);
            due.add(item);
        } while (next() <= now);
        return due;
    }
}
