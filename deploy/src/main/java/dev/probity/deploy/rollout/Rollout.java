package dev.probity.deploy.rollout;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.cluster.ClusterProblem.Kind;
import dev.probity.deploy.manifest.Manifest;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.deploy.manifest.Publication;
import dev.probity.deploy.rollout.Progress.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows what the cluster makes of an application until all of it is ready or some of it never
/// will be.
public final class Rollout {
    /// Between two looks: what a user takes for at once, and a server does not feel.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Looks in a row that may fail: an API server that is replaced is away for some seconds.
    private static final int BLIND_LOOKS = 10;

    /// How long a Pod may be held up by what seldom mends itself: the kubelet has tried three times
    /// by then.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Consumer<Progress> told;
    private final Duration patience;
    private final Map<String, Progress> last = new LinkedHashMap<>();

    /// Since when a service is held up, on the clock of {@link System#nanoTime}.
    private final Map<String, Long> stuck = new HashMap<>();

    /// @param told of each service whenever its progress has changed
    public Rollout(Cluster cluster, Consumer<Progress> told) {
        this(cluster, told, PATIENCE);
    }

    Rollout(Cluster cluster, Consumer<Progress> told, Duration patience) {
        this.cluster = cluster;
        this.told = told;
        this.patience = patience;
    }

    /// Waits until every service is done or failed, but not longer than the timeout.
    ///
    /// @return of each service how far it came, in the order of the publication
    public List<Progress> follow(Publication publication, Duration timeout)
            throws ClusterProblem, InterruptedException {
        List<ObjectName> workloads =
                publication.manifests().stream()
                        .map(Manifest::name)
                        .filter(name -> name.kind().isWorkload())
                        .toList();
        long end = System.nanoTime() + timeout.toNanos();
        int blind = 0;
        while (true) {
            try {
                look(publication.application(), workloads);
                blind = 0;
            } catch (ClusterProblem problem) {
                if (problem.kind() != Kind.UNREACHABLE || ++blind >= BLIND_LOOKS) {
                    throw problem;
                }
            }
            boolean over =
                    last.size() == workloads.size()
                            && last.values().stream()
                                    .noneMatch(each -> each.state() == State.UNDER_WAY);
            if (over || System.nanoTime() - end >= 0) {
                return List.copyOf(last.values());
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(LOOK.toNanos(), end - System.nanoTime()));
        }
    }

    private void look(String application, List<ObjectName> workloads) throws ClusterProblem {
        Happenings happenings = Happenings.of(cluster.list(ObjectKind.EVENT, Map.of()));
        for (ObjectName name : workloads) {
            Optional<JsonNode> workload = cluster.get(name);
            Progress progress =
                    workload.isEmpty()
                            ? new Progress(
                                    name.name(), State.FAILED, 0, 0, "somebody has removed it")
                            : judged(name, workload.get(), application, happenings);
            if (!progress.equals(last.put(name.name(), progress))) {
                told.accept(progress);
            }
        }
    }

    private Progress judged(
            ObjectName name, JsonNode workload, String application, Happenings happenings)
            throws ClusterProblem {
        List<Pod> pods = pods(cluster, application, name.name());
        Progress progress = Judgement.of(name.kind(), workload, pods, happenings);
        if (progress.state() != State.UNDER_WAY || !Judgement.isStuck(pods)) {
            stuck.remove(name.name());
            return progress;
        }
        long now = System.nanoTime();
        Long before = stuck.putIfAbsent(name.name(), now);
        boolean lost = before != null && now - before >= patience.toNanos();
        return lost ? progress.failed() : progress;
    }

    static List<Pod> pods(Cluster cluster, String application, String service)
            throws ClusterProblem {
        Map<String, String> labels =
                Map.of(Publication.PART_OF, application, Publication.NAME, service);
        List<Pod> pods = new ArrayList<>();
        for (JsonNode pod : cluster.list(ObjectKind.POD, labels)) {
            pods.add(new Pod(pod));
        }
        return pods;
    }
}
