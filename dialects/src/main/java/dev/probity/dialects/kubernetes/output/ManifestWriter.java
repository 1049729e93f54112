package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.CommentedYaml;
import dev.probity.dialects.Conversion;
import dev.probity.dialects.Losses;
import dev.probity.dialects.Writer;
import dev.probity.spec.Application;
import dev.probity.spec.Ingress;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.output.YamlOutput;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Makes a Deployment, a StatefulSet or a Job of each service, with a Service, claims, Secrets and
/// ConfigMaps as needed, and an Ingress of each entry point.
public final class ManifestWriter implements Writer {

    /// Whether what is safe is written where a file is silent.
    private final boolean safe;

    private ManifestWriter(boolean safe) {
        this.safe = safe;
    }

    /// For a file that says what the application's own file says.
    public ManifestWriter() {
        this(false);
    }

    /// For a cluster: Pods get no more rights than they ask for.
    public static ManifestWriter forCluster() {
        return new ManifestWriter(true);
    }

    @Override
    public Conversion write(Application application) {
        Losses losses = new Losses();
        return CommentedYaml.of(documents(application, losses), losses);
    }

    public Manifests manifests(Application application) {
        Losses losses = new Losses();
        return new Manifests(documents(application, losses), losses.all());
    }

    /// The documents of one file.
    public static String text(List<Branch> objects) {
        return objects.stream().map(YamlOutput::text).collect(Collectors.joining("---\n"));
    }

    private List<Branch> documents(Application written, Losses losses) {
        Application application = new ClusterNames(written).told();
        Labelled labelled = new Labelled(application.name());
        List<Branch> documents = new ArrayList<>();
        var discovery = new DiscoveryOutput(application, labelled);
        documents.addAll(discovery.document());
        var storage = new StorageOutput(application, labelled, losses);
        documents.addAll(storage.documents());
        for (Service service : application.services()) {
            lost(service, losses);
            var ports = new ServicePorts(service, losses);
            if (!service.external()) {
                storage.report(service);
                var environment = new EnvironmentOutput(service, ports, losses);
                var output = new WorkloadOutput(application, service, storage, safe);
                Branch workload = output.document(environment, ports, discovery.reference());
                documents.addAll(environment.documents(labelled));
                documents.add(workload);
                documents.addAll(
                        new AvailabilityOutput(service, labelled).documents(output.type()));
            }
            documents.addAll(
                    new ServiceOutput(service, labelled, losses)
                            .documents(ports, storage.isStateful(service)));
        }
        for (Ingress ingress : application.ingresses()) {
            documents.addAll(new IngressOutput(application, ingress, labelled, losses).document());
        }
        return documents;
    }

    private static void lost(Service service, Losses losses) {
        String path = "services." + service.name();
        if (!service.dependsOn().isEmpty()) {
            losses.warning(
                    path + ".dependsOn",
                    "a cluster starts everything at once",
                    "the program has to bear it when what it depends on is not there yet");
        }
        if (service.healthyBeforeReady()) {
            losses.warning(
                    path + ".healthyBeforeReady",
                    "readiness does not wait for liveness in a cluster",
                    "a replica may get traffic before its first liveness probe has passed");
        }
        if (!service.tags().isEmpty()) {
            losses.note(
                    path + ".tags", "a manifest has no tags", "services cannot be chosen by them");
        }
        if (!service.external() && service.restartPolicy() != RestartPolicy.ALWAYS) {
            losses.note(
                    path + ".restartPolicy",
                    "what ends by itself is a Job in a cluster",
                    "it gives up after 6 failures, which \"backoffLimit\" changes");
        }
    }
}
