package dev.probity.simulator.draw;

import dev.probity.engine.ReplicaState;
import dev.probity.spec.ProbeType;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// One replica, column by column.
final class Row {
    private final ReplicaState[] states;
    private final boolean[] traffic;
    private final Turn[] turns;
    private final Map<ProbeType, Mark[]> marks = new EnumMap<>(ProbeType.class);
    private ReplicaState state = ReplicaState.PENDING;
    private boolean takesTraffic;
    private int drawn; // columns before this one are done

    Row(int columns) {
        states = new ReplicaState[columns];
        traffic = new boolean[columns];
        turns = new Turn[columns];
        Arrays.fill(states, ReplicaState.PENDING);
        Arrays.fill(turns, Turn.NONE);
    }

    void become(int column, ReplicaState other) {
        drawTo(column);
        state = other;
    }

    void takesTraffic(int column, boolean on) {
        drawTo(column);
        takesTraffic = on;
    }

    /// Whether nobody has told it to end.
    boolean isUnasked() {
        return state != ReplicaState.STOPPING && state != ReplicaState.DRAINING;
    }

    void attempted(int column, ProbeType type, Mark mark) {
        Mark[] lane = marks.computeIfAbsent(type, _ -> none());
        lane[column] = lane[column].and(mark);
    }

    private Mark[] none() {
        Mark[] none = new Mark[states.length];
        Arrays.fill(none, Mark.NONE);
        return none;
    }

    void turned(int column, Turn turn) {
        turns[column] = turns[column].and(turn);
    }

    /// A column shows what held at its end.
    private void drawTo(int column) {
        if (column > drawn) {
            Arrays.fill(states, drawn, column, state);
            Arrays.fill(traffic, drawn, column, takesTraffic);
            drawn = column;
        }
    }

    void end() {
        drawTo(states.length);
    }

    ReplicaState state(int column) {
        return states[column];
    }

    boolean traffic(int column) {
        return traffic[column];
    }

    Turn turn(int column) {
        return turns[column];
    }

    Map<ProbeType, Mark[]> marks() {
        return marks;
    }
}
