package dev.probity.cli.wiring;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.engine.Exit;
import dev.probity.engine.Phase;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// When a run is over by itself, and with which exit code.
final class RunEnd {
    private final Optional<String> exitCodeFrom;

    /// @param exitCodeFrom the service whose end ends everything
    RunEnd(Optional<String> exitCodeFrom) {
        this.exitCodeFrom = exitCodeFrom;
    }

    /// The exit code, when nothing more is to be waited for.
    OptionalInt of(Snapshot snapshot) {
        return exitCodeFrom
                .map(service -> ofService(snapshot, service))
                .orElseGet(() -> ofAll(snapshot));
    }

    /// The first replica that is not launched again decides.
    private static OptionalInt ofService(Snapshot snapshot, String name) {
        return snapshot.service(name).stream()
                .flatMap(service -> service.replicas().stream())
                .filter(replica -> replica.phase().isOver())
                .mapToInt(RunEnd::code)
                .findFirst();
    }

    private static int code(ReplicaView replica) {
        return replica.lastExit().map(Exit::code).orElse(ExitCode.FAILED);
    }

    /// An application of jobs ends with the last of them.
    private static OptionalInt ofAll(Snapshot snapshot) {
        List<ReplicaView> replicas =
                snapshot.services().stream()
                        .filter(ServiceView::running)
                        .flatMap(service -> service.replicas().stream())
                        .toList();
        if (replicas.isEmpty()
                || !replicas.stream().allMatch(replica -> replica.phase().isOver())) {
            return OptionalInt.empty();
        }
        boolean well = replicas.stream().allMatch(replica -> replica.phase() == Phase.SUCCEEDED);
        return OptionalInt.of(well ? ExitCode.OK : ExitCode.FAILED);
    }
}
