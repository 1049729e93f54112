package dev.probity.dialects;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Secrets;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.Set;

/// What most files have no keys for: each writer names what its own file does say.
public final class Leftovers {
    private static final Duration USUAL = Duration.ofSeconds(30); // Kubernetes' grace period

    /// Parts of an application that only some files can express.
    public enum Part {
        USER,
        FOLDER,
        PRE_STOP,
        GRACE,
        DRAIN,
        DEPENDENCIES,
        TAGS,
        RESTART_POLICY,
        HEALTHY_BEFORE_READY,
        OTHER_CONTAINERS,
        EXTERNAL,
        INGRESS,
        PROBE_GRACE
    }

    private final String tool;
    private final Set<Part> kept;
    private final Losses losses;

    private Leftovers(String tool, Set<Part> kept, Losses losses) {
        this.tool = tool;
        this.kept = kept;
        this.losses = losses;
    }

    /// @param tool as a sentence says it
    /// @param kept what the file does express
    public static void report(Application application, String tool, Set<Part> kept, Losses losses) {
        Leftovers leftovers = new Leftovers(tool, kept, losses);
        application.services().forEach(service -> leftovers.service(application, service));
        for (var ingress : application.ingresses()) {
            leftovers.lose(
                    Part.INGRESS,
                    "ingress." + ingress.name(),
                    "its rules for hosts and paths are not in the file");
        }
    }

    private void service(Application application, Service service) {
        String path = "services." + service.name();
        if (service.external()) {
            lose(Part.EXTERNAL, path, "it is left out, and nobody is told where it is");
            return;
        }
        if (!service.terminationGracePeriod().equals(USUAL)) {
            lose(Part.GRACE, path + ".terminationGracePeriodSeconds", "it will be the usual 30 s");
        }
        if (!service.drainLimit().equals(USUAL)) {
            lose(Part.DRAIN, path + ".drainLimitSeconds", "the cluster drains in its own way");
        }
        if (!service.dependsOn().isEmpty()) {
            lose(Part.DEPENDENCIES, path + ".dependsOn", "all services start at once");
        }
        if (!service.tags().isEmpty()) {
            lose(Part.TAGS, path + ".tags", "services cannot be chosen by them");
        }
        if (service.restartPolicy() != RestartPolicy.ALWAYS) {
            lose(Part.RESTART_POLICY, path + ".restartPolicy", "it is always restarted");
        }
        if (service.healthyBeforeReady()) {
            lose(
                    Part.HEALTHY_BEFORE_READY,
                    path + ".healthyBeforeReady",
                    "traffic may come before the first success of the liveness probe");
        }
        for (Container container : service.containers()) {
            if (container.kind() != Container.Kind.MAIN && !kept.contains(Part.OTHER_CONTAINERS)) {
                losses.error(
                        path + "." + container.name(),
                        tool + " has one container for each service",
                        "it is left out");
            }
        }
        main(application, path, service.main());
    }

    private void main(Application application, String path, Container main) {
        main.user()
                .ifPresent(user -> lose(Part.USER, path + ".user", "the image's own user runs it"));
        if (!main.workingDirectory().equals(application.directory())) {
            lose(Part.FOLDER, path + ".workingDirectory", "the image's own folder is used");
        }
        main.preStop()
                .ifPresent(hook ->
                        lose(
                                Part.PRE_STOP,
                                path + ".preStop",
                                "nothing is done before it is told to end"));
        for (ProbeType type : ProbeType.values()) {
            main.probe(type)
                    .flatMap(Probe::terminationGracePeriod)
                    .ifPresent(grace ->
                            lose(
                                    Part.PROBE_GRACE,
                                    path + "." + type.field() + ".terminationGracePeriodSeconds",
                                    "the service's own grace period counts"));
        }
        for (var variable : main.environment()) {
            if (!Secrets.shown(variable.name(), variable.value()).equals(variable.value())) {
                losses.note(
                        path + ".env." + variable.name(),
                        "it looks like a secret and is written as it is",
                        "keep the file to yourself, or name a secret in its place");
            }
        }
    }

    private void lose(Part part, String field, String consequence) {
        if (!kept.contains(part)) {
            losses.warning(field, tool + " has no key for it", consequence);
        }
    }
}
