package dev.probity.engine.turn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// A queue by time, then by the items' own order. The times lie side by side: with thousands of
/// timers, following a reference for each comparison costs more than everything else of a step.
final class TimeHeap<E extends Comparable<E>> {
    private static final int INITIAL = 16;

    private long[] times = new long[INITIAL];
    private @Nullable Object[] items = new Object[INITIAL];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    long firstTime() {
        return times[0];
    }

    E first() {
        return item(0);
    }

    void add(long time, E item) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            items = Arrays.copyOf(items, 2 * size);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!isBefore(time, item, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, item);
    }

    /// @throws ArrayIndexOutOfBoundsException when there is none
    void removeFirst() {
        int last = --size;
        long time = times[last];
        E item = item(last);
        items[last] = null;
        if (last > 0) {
            sink(time, item);
        }
    }

    private void sink(long time, E item) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            int other = child + 1;
            if (other < size && isBefore(times[other], item(other), child)) {
                child = other;
            }
            if (isBefore(time, item, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, item);
    }

    private boolean isBefore(long time, E item, int other) {
        return time == times[other] ? item.compareTo(item(other)) < 0 : time < times[other];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        items[to] = items[from];
    }

    private void put(int place, long time, E item) {
        times[place] = time;
        items[place] = item;
    }

    @SuppressWarnings("unchecked") // only E goes in
    private E item(int place) {
        return (E) Objects.requireNonNull(items[place]);
    }
}
