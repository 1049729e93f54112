package dev.probity.engine.turn;

import dev.probity.engine.ReplicaId;
import dev.probity.engine.Settings;
import dev.probity.engine.WorkerId;

/// One step's moment and means.
///
/// @param workers when each worker wants to wake
/// @param replicas when each replica wants to be looked at
/// @param services when each service wants to be, by name
public record Turn(
        long now,
        Settings settings,
        Outbox out,
        Dice dice,
        Agenda<WorkerId> workers,
        Agenda<ReplicaId> replicas,
        Agenda<String> services) {

    private static final long SECOND = 1_000_000_000L;

    public long wholeSecondsSince(long then) {
        return wholeSeconds(then, now, settings.wallClockOffset());
    }

    /// Whole seconds from one time to another; both are cut to seconds of the wall clock, as the
    /// kubelet's are (R13).
    public static long wholeSeconds(long from, long to, long wallClockOffset) {
        return Math.floorDiv(to + wallClockOffset, SECOND)
                - Math.floorDiv(from + wallClockOffset, SECOND);
    }
}
