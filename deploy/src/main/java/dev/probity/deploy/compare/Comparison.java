package dev.probity.deploy.compare;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.compare.Account.OfService;
import dev.probity.deploy.compare.Account.Tally;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.Publication;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Lines up a run on this machine and one in a cluster, event by event. Both speak the kubelet's
/// words, so what one has and the other has not is a difference.
///
/// What is compared is what the two recorded: a cluster forgets events after an hour, and tells
/// times in whole seconds.
public final class Comparison {
    /// Whole seconds on one side, and the phase of a period on either.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final List<String> differences = new ArrayList<>();

    private Comparison() {}

    /// @param segments of the journal of the local run, oldest first
    /// @return one sentence for each difference, service by service
    public static List<String> of(List<Path> segments, Cluster cluster, String application)
            throws IOException, ClusterProblem {
        List<JsonNode> pods =
                cluster.list(ObjectKind.POD, Map.of(Publication.PART_OF, application));
        return between(
                LocalRun.of(segments),
                ClusterRun.of(pods, cluster.list(ObjectKind.EVENT, Map.of())));
    }

    static List<String> between(Account here, Account there) {
        Comparison comparison = new Comparison();
        Set<String> services = new TreeSet<>(here.services().keySet());
        services.addAll(there.services().keySet());
        for (String service : services) {
            Optional<OfService> local = Optional.ofNullable(here.services().get(service));
            Optional<OfService> remote = Optional.ofNullable(there.services().get(service));
            if (local.isPresent() && remote.isPresent()) {
                comparison.compare(service, local.get(), remote.get());
            } else {
                comparison.add(service, "it runs only " + where(local.isPresent()));
            }
        }
        return comparison.differences;
    }

    private void compare(String service, OfService here, OfService there) {
        if (here.ready().isPresent() != there.ready().isPresent()) {
            add(service, "it became ready only " + where(here.ready().isPresent()));
        } else if (here.ready().isPresent() && isFar(here.ready().get(), there.ready().get())) {
            add(
                    service,
                    "ready %s after the start here, %s in the cluster"
                            .formatted(said(here.ready().get()), said(there.ready().get())));
        }
        Set<String> texts = new TreeSet<>(here.events().keySet());
        texts.addAll(there.events().keySet());
        for (String text : texts) {
            Optional<Tally> local = Optional.ofNullable(here.events().get(text));
            Optional<Tally> remote = Optional.ofNullable(there.events().get(text));
            if (local.isPresent() && remote.isPresent()) {
                boolean kind = isOften(local.get(), here) != isOften(remote.get(), there);
                compare(service, text, local.get(), remote.get(), kind);
            } else {
                local.ifPresent(
                        tally -> add(service, "only here: %s (%s)".formatted(text, said(tally))));
                remote.ifPresent(tally ->
                        add(service, "only in the cluster: %s (%s)".formatted(text, said(tally))));
            }
        }
    }

    /// @param kind whether it came once on one side and more often on the other
    private void compare(String service, String text, Tally here, Tally there, boolean kind) {
        if (isFar(here.first(), there.first())) {
            add(
                    service,
                    "%s: first %s after a start here, %s in the cluster"
                            .formatted(text, said(here.first()), said(there.first())));
        } else if (kind) {
            add(service, "%s: %s here, %s in the cluster".formatted(text, said(here), said(there)));
        }
    }

    /// Runs last differently long: only once or more often is a difference of kind.
    private static boolean isOften(Tally tally, OfService service) {
        return tally.count() > service.replicas();
    }

    private static boolean isFar(Duration a, Duration b) {
        return a.minus(b).abs().compareTo(TOLERANCE) > 0;
    }

    private static String where(boolean here) {
        return here ? "here" : "in the cluster";
    }

    private static String said(Duration time) {
        return time.toSeconds() + " s";
    }

    private static String said(Tally tally) {
        return tally.count() == 1 ? "once" : tally.count() + " times";
    }

    private void add(String service, String difference) {
        differences.add(service + ": " + difference);
    }
}
