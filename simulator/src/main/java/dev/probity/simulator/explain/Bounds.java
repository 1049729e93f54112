package dev.probity.simulator.explain;

import dev.probity.simulator.world.Lengths;

import java.time.Duration;

/// A length of time that depends on the phase of a probe's ticks, which nobody chooses.
public record Bounds(Duration least, Duration most) {

    Bounds plus(Duration more) {
        return new Bounds(least.plus(more), most.plus(more));
    }

    /// The end may come later by this.
    Bounds upTo(Duration more) {
        return new Bounds(least, most.plus(more));
    }

    public boolean contains(Duration length) {
        return least.compareTo(length) <= 0 && length.compareTo(most) <= 0;
    }

    /// `20s to 30s`
    @Override
    public String toString() {
        return least.equals(most)
                ? Lengths.text(least)
                : Lengths.text(least) + " to " + Lengths.text(most);
    }
}
