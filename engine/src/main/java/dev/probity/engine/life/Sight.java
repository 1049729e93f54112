package dev.probity.engine.life;

import dev.probity.engine.life.ContainerState.BackingOff;
import dev.probity.engine.life.ContainerState.Ended;
import dev.probity.engine.life.ContainerState.Ending;
import dev.probity.engine.life.ContainerState.Exited;
import dev.probity.engine.life.ContainerState.Launching;
import dev.probity.engine.life.ContainerState.Running;
import dev.probity.engine.life.ContainerState.Waiting;
import dev.probity.engine.probing.View;
import dev.probity.engine.probing.View.Condition;
import dev.probity.engine.turn.Turn;

/// What a worker sees of a container.
final class Sight {

    private Sight() {}

    /// @param started the published flag
    /// @param deleting whether the replica is being taken away
    /// @param relaunched whether the container comes back after an exit
    static View of(
            ContainerState state,
            boolean started,
            boolean deleting,
            boolean relaunched,
            Turn turn) {
        return switch (state) {
            case Waiting _ -> new View.Absent();
            case Running running -> running(running, started, deleting, turn);
            case Ending ending -> running(ending.running(), started, deleting, turn);
            // The one before is seen until the next one runs.
            case Launching launching ->
                    launching
                            .lastEnd()
                            .map(end -> gone(end, Condition.WAITING, true))
                            .orElse(new View.Absent());
            case BackingOff waiting -> gone(waiting.end(), Condition.WAITING, true);
            case Exited exited -> gone(exited.end(), Condition.TERMINATED, relaunched);
        };
    }

    private static View running(Running running, boolean started, boolean deleting, Turn turn) {
        return new View.Present(
                running.present(),
                Condition.RUNNING,
                true,
                started,
                deleting,
                turn.wholeSecondsSince(running.startedAt()));
    }

    private static View gone(Ended end, Condition condition, boolean relaunched) {
        return new View.Present(end.incarnation(), condition, relaunched, false, false, 0);
    }
}
