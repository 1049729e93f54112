package dev.probity.simulator.draw;

import dev.probity.simulator.world.Lengths;

import java.util.ArrayList;
import java.util.List;

/// Where the labels of a time axis stand.
record Axis(long span, int columns) {
    private static final long SECOND = 1_000_000_000L;
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
        86_400
    };

    record Label(int column, String text) {}

    /// @param room columns that a label needs
    List<Label> labels(int room) {
        long step = STEPS[STEPS.length - 1];
        for (long candidate : STEPS) {
            if ((double) candidate * SECOND / span * columns >= room) {
                step = candidate;
                break;
            }
        }
        List<Label> labels = new ArrayList<>();
        for (long at = 0; at <= span; at += step * SECOND) {
            int column = (int) ((double) at / span * columns);
            labels.add(new Label(column, Lengths.text(at)));
        }
        return labels;
    }
}
