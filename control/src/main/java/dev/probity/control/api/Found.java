package dev.probity.control.api;

import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.spec.diagnostics.Spelling;

import java.util.List;
import java.util.Locale;

/// What a name in a request stands for. A name that stands for nothing is answered with the nearest
/// one that does.
final class Found {
    private Found() {}

    static ServiceView service(Snapshot snapshot, String name) {
        List<String> names = snapshot.services().stream().map(ServiceView::name).toList();
        return snapshot.service(name).orElseThrow(() -> missing("service", name, names));
    }

    static ReplicaView replica(Snapshot snapshot, String id) {
        List<ReplicaView> replicas =
                snapshot.services().stream()
                        .flatMap(service -> service.replicas().stream())
                        .toList();
        return replicas.stream()
                .filter(replica -> isCalled(replica, id))
                .findFirst()
                .orElseThrow(() -> missing("replica", id, names(replicas)));
    }

    /// By its slot, or by the incarnation that a line named.
    private static boolean isCalled(ReplicaView replica, String id) {
        return replica.id().toString().equals(id)
                || replica.main()
                        .flatMap(ContainerView::incarnation)
                        .filter(incarnation -> incarnation.name().equals(id))
                        .isPresent();
    }

    private static List<String> names(List<ReplicaView> replicas) {
        return replicas.stream().map(ReplicaView::id).map(ReplicaId::toString).toList();
    }

    /// @param type such as `readiness`
    static WorkerView worker(ReplicaView replica, String type) {
        List<WorkerView> workers =
                replica.containers().stream()
                        .flatMap(container -> container.workers().stream())
                        .toList();
        String wanted = type.toLowerCase(Locale.ROOT);
        return workers.stream()
                .filter(worker -> Words.of(worker.id().type()).equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        missing(
                                "probe of " + replica.id(),
                                type,
                                workers.stream()
                                        .map(worker -> Words.of(worker.id().type()))
                                        .toList()));
    }

    /// It was there a moment ago.
    static ProblemException gone(String what, String name) {
        return missing(what, name, List.of());
    }

    private static ProblemException missing(String what, String name, List<String> names) {
        String hint =
                Spelling.hint(name, names)
                        .orElse(
                                names.isEmpty()
                                        ? "there are none"
                                        : "there are " + String.join(", ", names));
        return new ProblemException(
                Problem.of(404, "Not found", "there is no " + what + " \"" + name + "\"; " + hint));
    }
}
