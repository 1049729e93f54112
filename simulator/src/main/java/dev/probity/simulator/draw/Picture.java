package dev.probity.simulator.draw;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.ReplicaId;
import dev.probity.simulator.Observer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Watches a simulation and keeps what a picture of it needs: however long it is, a row has so many
/// columns, and there are so many rows.
public final class Picture implements Observer {
    private static final int MOST_ROWS = 8; // more do not fit on a screen

    private final long span;
    private final int columns;
    private final Map<ReplicaId, Row> rows = new LinkedHashMap<>();
    private boolean partial;

    public Picture(Duration span, int columns) {
        this.span = Math.max(1, span.toNanos());
        this.columns = columns;
    }

    @Override
    public void happened(long at, Happening happening) {
        switch (happening) {
            case Happening.Moved moved ->
                    row(moved.replica()).ifPresent(row -> row.become(column(at), moved.to()));
            case Happening.Attempted attempted ->
                    row(attempted.worker().replica())
                            .ifPresent(row -> attempted(row, column(at), attempted));
            case Happening.Launching launching ->
                    row(launching.incarnation().replica())
                            .ifPresent(row -> row.turned(column(at), Turn.LAUNCHED));
            case Happening.Killing killing ->
                    row(killing.incarnation().replica())
                            .ifPresent(row -> row.turned(column(at), turn(killing.reason())));
            case Happening.Exited exited ->
                    row(exited.incarnation().replica())
                            .filter(Row::isUnasked) // an exit that was asked for is no news
                            .ifPresent(row -> row.turned(column(at), Turn.EXITED));
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

    /// None for those for whom there is no room, of whom a long simulation may be full.
    private Optional<Row> row(ReplicaId replica) {
        Row row = rows.get(replica);
        if (row == null && rows.size() < MOST_ROWS) {
            row = new Row(columns);
            rows.put(replica, row);
        }
        partial |= row == null;
        return Optional.ofNullable(row);
    }

    private static void attempted(Row row, int column, Happening.Attempted attempted) {
        row.attempted(column, attempted.worker().type(), Mark.of(attempted.outcome()));
    }

    private static Turn turn(KillReason reason) {
        return switch (reason) {
            case LIVENESS, STARTUP -> Turn.KILLED;
            case CHANGED, STOPPED, RESTARTED -> Turn.STOPPED;
        };
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
        return partial;
    }

    Map<ReplicaId, Row> rows() {
        return rows;
    }
}
