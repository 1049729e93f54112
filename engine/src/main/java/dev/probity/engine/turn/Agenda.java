package dev.probity.engine.turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Who wants to be woken when. Equal times come in the order of rank, so that order is never an
/// accident.
public final class Agenda<T> {

    /// The time of those who do not want to be woken.
    public static final long NEVER = Long.MAX_VALUE;

    private final Map<T, Entry<T>> entries = new HashMap<>();

    /// Also holds entries that were replaced since; they are skipped when their time comes, which
    /// is cheaper than searching for them.
    private final PriorityQueue<Entry<T>> queue = new PriorityQueue<>();

    private static final class Entry<T> implements Comparable<Entry<T>> {
        final long at;
        final long rank;
        final T item;

        /// Whether it is in the queue only because nobody searched for it.
        boolean replaced;

        Entry(long at, long rank, T item) {
            this.at = at;
            this.rank = rank;
            this.item = item;
        }

        /// Compared more often than anything else of the engine, so without a comparator's calls.
        @Override
        public int compareTo(Entry<T> other) {
            return at == other.at ? Long.compare(rank, other.rank) : at < other.at ? -1 : 1;
        }
    }

    /// Replaces what was arranged for this item before.
    public void arrange(T item, long rank, long at) {
        Entry<T> old = entries.get(item);
        if (old != null && old.at == at && old.rank == rank) {
            return;
        }
        if (old != null) {
            old.replaced = true;
        }
        if (at == NEVER) {
            entries.remove(item);
            return;
        }
        Entry<T> entry = new Entry<>(at, rank, item);
        entries.put(item, entry);
        queue.add(entry);
    }

    /// The earliest time, or {@link #NEVER}.
    public long next() {
        dropReplaced();
        Entry<T> first = queue.peek();
        return first == null ? NEVER : first.at;
    }

    /// Takes out everything whose time has come.
    public List<T> due(long now) {
        List<T> due = new ArrayList<>();
        while (next() <= now) {
            Entry<T> entry = queue.remove();
            entries.remove(entry.item);
            due.add(entry.item);
        }
        return due;
    }

    private void dropReplaced() {
        Entry<T> first = queue.peek();
        while (first != null && first.replaced) {
            queue.remove();
            first = queue.peek();
        }
    }
}
