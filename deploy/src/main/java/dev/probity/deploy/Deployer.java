package dev.probity.deploy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.manifest.Manifest;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.deploy.manifest.Publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Brings an application into a cluster and out of it again. Applying twice does no harm.
public final class Deployer {
    private final Cluster cluster;

    public Deployer(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What became of one object.
    public record Applied(ObjectName name, Change change) {}

    /// What applying an object did, or would do.
    public enum Change {
        CREATED,
        CHANGED,
        UNCHANGED,
        /// Removed and made anew: a Job cannot be changed, and has to run again.
        REPLACED
    }

    /// Asks the server what would come of each object. Nothing is changed.
    ///
    /// @return every problem there is, in the order of the objects; a problem of the cluster as a
    ///   whole is the only one
    public List<ClusterProblem> check(Publication publication, boolean force) {
        List<ClusterProblem> problems = new ArrayList<>();
        for (Manifest manifest : publication.manifests()) {
            try {
                var _ = cluster.apply(manifest, new Cluster.Mode(force, true));
            } catch (ClusterProblem problem) {
                if (isOfAll(problem)) {
                    return List.of(problem);
                }
                if (!isReplaced(manifest.name(), problem)) {
                    problems.add(problem);
                }
            }
        }
        return problems;
    }

    private static boolean isOfAll(ClusterProblem problem) {
        return switch (problem.kind()) {
            case NO_CONTEXT, UNREACHABLE, UNAUTHENTICATED, NO_NAMESPACE -> true;
            case FORBIDDEN, CONFLICT, IMMUTABLE, REFUSED -> false;
        };
    }

    private static boolean isReplaced(ObjectName name, ClusterProblem problem) {
        return name.kind() == ObjectKind.JOB && problem.kind() == ClusterProblem.Kind.IMMUTABLE;
    }

    /// @param told of each object when it is done
    public void apply(Publication publication, Cluster.Mode mode, Consumer<Applied> told)
            throws ClusterProblem {
        List<Manifest> manifests = publication.manifests();
        int done = 0;
        try {
            for (Manifest manifest : manifests) {
                told.accept(apply(manifest, mode));
                done++;
            }
        } catch (ClusterProblem problem) {
            if (done == 0) {
                throw problem;
            }
            throw new ClusterProblem(
                    problem.kind(),
                    "%s; %d of %d objects were applied before that and stay: deploy again to finish"
                            .formatted(problem.text(), done, manifests.size()),
                    problem);
        }
    }

    private Applied apply(Manifest manifest, Cluster.Mode mode) throws ClusterProblem {
        Optional<JsonNode> before = cluster.get(manifest.name());
        JsonNode after;
        try {
            after = cluster.apply(manifest, mode);
        } catch (ClusterProblem problem) {
            if (!isReplaced(manifest.name(), problem)) {
                throw problem;
            }
            if (!mode.dryRun()) {
                cluster.delete(manifest.name());
                var _ = cluster.apply(manifest, mode);
            }
            return new Applied(manifest.name(), Change.REPLACED);
        }
        Change change =
                before.map(live -> isSame(live, after) ? Change.UNCHANGED : Change.CHANGED)
                        .orElse(Change.CREATED);
        return new Applied(manifest.name(), change);
    }

    /// A dry run leaves the version as it is, and tells a change by the content.
    private static boolean isSame(JsonNode live, JsonNode after) {
        return Differences.between(live, after).isEmpty();
    }

    /// What an earlier deploy of the application made and this one does not. Objects that only
    /// carry its labels are nobody's business here.
    public List<ObjectName> obsolete(Publication publication) throws ClusterProblem {
        Set<ObjectName> wanted =
                publication.manifests().stream().map(Manifest::name).collect(Collectors.toSet());
        return all(publication.application()).stream()
                .filter(made -> !wanted.contains(made.because()))
                .map(Made::name)
                .toList();
    }

    /// Everything that was ever applied of the application and is still there, with the claims of
    /// its StatefulSets.
    public List<ObjectName> made(String application) throws ClusterProblem {
        return all(application).stream().map(Made::name).toList();
    }

    /// @param because what was applied, so that it is there: itself, or the StatefulSet of a claim
    private record Made(ObjectName name, ObjectName because) {}

    private List<Made> all(String application) throws ClusterProblem {
        List<Made> made = new ArrayList<>();
        for (ObjectKind kind : lastFirst()) {
            for (JsonNode object : cluster.list(kind, Publication.labels(application))) {
                var name = new ObjectName(kind, object.path("metadata").path("name").asText());
                if (isApplied(object)) {
                    made.add(new Made(name, name));
                } else {
                    ReplicaClaim.owner(name, object)
                            .ifPresent(owner -> made.add(new Made(name, owner)));
                }
            }
        }
        return made;
    }

    /// The ways in go first, what programs read goes last.
    private static List<ObjectKind> lastFirst() {
        return Arrays.stream(ObjectKind.values())
                .filter(ObjectKind::isApplied)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static boolean isApplied(JsonNode object) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(Publication.MANAGER)
                    && entry.path("operation").asText().equals("Apply")) {
                return true;
            }
        }
        return false;
    }

    /// @param told of each object when it is asked to go
    public void remove(List<ObjectName> names, Consumer<ObjectName> told) throws ClusterProblem {
        for (ObjectName name : names) {
            cluster.delete(name);
            told.accept(name);
        }
    }

    /// What applying would change, object by object.
    public List<ObjectDifference> differences(Publication publication) throws ClusterProblem {
        List<ObjectDifference> found = new ArrayList<>();
        for (Manifest manifest : publication.manifests()) {
            difference(manifest).ifPresent(found::add);
        }
        obsolete(publication).stream()
                .filter(name -> !name.kind().holdsData())
                .forEach(name -> found.add(new ObjectDifference.Obsolete(name)));
        return found;
    }

    private Optional<ObjectDifference> difference(Manifest manifest) throws ClusterProblem {
        Optional<JsonNode> live = cluster.get(manifest.name());
        List<ObjectDifference.Line> lines;
        try {
            JsonNode then = cluster.apply(manifest, new Cluster.Mode(true, true));
            if (live.isEmpty()) {
                return Optional.of(new ObjectDifference.New(manifest.name()));
            }
            lines = Differences.between(live.get(), then);
        } catch (ClusterProblem problem) {
            if (live.isEmpty() || !isReplaced(manifest.name(), problem)) {
                throw problem;
            }
            lines = Differences.wanted(live.get(), manifest.json());
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectDifference.Changed(manifest.name(), lines));
    }
}
