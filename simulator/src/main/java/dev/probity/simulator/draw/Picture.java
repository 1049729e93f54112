package dev.probity.simulator.draw;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.ReplicaId;
import dev.probity.simulator.Observer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Watches a simulation and keeps what a picture of it needs: however long it is, a row has so many
/// columns, and there are so many rows.
public final class Picture implements Observer {
    private static final int MOST_ROWS = 8; // more do not fit on a screen

    private final long span;
    private final int columns;
    private final Map<ReplicaId, Row> rows = new LinkedHashMap<>();
    private int left;

    public Picture(Duration span, int columns) {
        this.span = Math.max(1, span.toNanos());
        this.columns = columns;
    }

    @Override
    public void happened(long at, Happening happening) {
        switch (happening) {
            case Happening.Moved moved -> row(moved.replica()).become(column(at), moved.to());
            case Happening.Attempted attempted ->
                    row(attempted.worker().replica())
                            .attempted(
                                    column(at),
                                    attempted.worker().type(),
                                    Mark.of(attempted.outcome()));
            case Happening.Launching launching ->
                    row(launching.incarnation().replica()).turned(column(at), Turn.LAUNCHED);
            case Happening.Killing killing ->
                    row(killing.incarnation().replica()).turned(column(at), turn(killing.reason()));
            case Happening.Exited exited -> exited(column(at), exited);
            case Happening.RotationChanged rotation ->
                    rows.forEach((replica, row) -> {
                        if (replica.service().equals(rotation.service())) {
                            row.takesTraffic(column(at), rotation.replicas().contains(replica));
                        }
                    });
            case Happening.Running _,
                    Happening.LaunchFailed _,
                    Happening.VerdictChanged _,
                    Happening.KubernetesEvent _,
                    Happening.Signalled _,
                    Happening.BackingOff _,
                    Happening.Waiting _,
                    Happening.Drained _,
                    Happening.RollingOut _,
                    Happening.RollOutWaits _,
                    Happening.Oddity _ -> {}
        }
    }

    private Row row(ReplicaId replica) {
        Row known = rows.get(replica);
        if (known != null) {
            return known;
        }
        Row row = new Row(columns);
        if (rows.size() < MOST_ROWS) {
            rows.put(replica, row);
        } else {
            left = Math.max(left, 1);
        }
        return row;
    }

    private static Turn turn(KillReason reason) {
        return switch (reason) {
            case LIVENESS, STARTUP -> Turn.KILLED;
            case CHANGED, STOPPED, RESTARTED -> Turn.STOPPED;
        };
    }

    /// An exit that was asked for is no news.
    private void exited(int column, Happening.Exited exited) {
        Row row = row(exited.incarnation().replica());
        if (row.isUnasked()) {
            row.turned(column, Turn.EXITED);
        }
    }

    private int column(long at) {
        return (int) Math.min(columns - 1, at * (double) columns / span);
    }

    /// Ends every row; call it once, when the simulation is over.
    public Picture finish() {
        rows.values().forEach(Row::end);
        return this;
    }

    int columns() {
        return columns;
    }

    long span() {
        return span;
    }

    /// Whether there were more replicas than rows.
    boolean isPartial() {
        return left > 0;
    }

    Map<ReplicaId, Row> rows() {
        return rows;
    }
}
