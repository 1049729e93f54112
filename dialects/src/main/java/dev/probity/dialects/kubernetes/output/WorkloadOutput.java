package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.ImageLeftovers;
import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Port;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.cluster.ClusterNeeds;
import dev.probity.spec.output.Output.Branch;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The Deployment, StatefulSet or Job of one service.
final class WorkloadOutput {
    /// The cluster puts it into a label of 63, with a dash and ten characters behind it.
    private static final int MAX_STATEFUL_NAME = 52;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Application application;

    private final Service service;
    private final Labelled labelled;
    private final SecurityOutput security;
    private final Losses losses;
    private final StorageOutput storage;
    private final SandboxOutput sandboxes;

    /// @param safe whether what is safe is written where the file is silent
    WorkloadOutput(Application application, Service service, StorageOutput storage, boolean safe) {
        this.application = application;
        this.service = service;
        this.labelled = storage.labelled();
        this.security = new SecurityOutput(service, safe);
        this.losses = storage.losses();
        this.storage = storage;
        this.sandboxes = new SandboxOutput(service, storage, losses);
    }

    /// What runs the replicas.
    ObjectType type() {
        if (service.restartPolicy() != RestartPolicy.ALWAYS) {
            return ObjectType.JOB;
        }
        return storage.isStateful(service) ? ObjectType.STATEFUL_SET : ObjectType.DEPLOYMENT;
    }

    /// @param discovery the ConfigMap that tells where the other services are
    Branch document(EnvironmentOutput environment, ServicePorts ports, Optional<String> discovery) {
        ObjectType type = type();
        Branch spec = new Branch();
        if (type == ObjectType.STATEFUL_SET) {
            checkName();
            // All at once, as here: a replica that is not ready does not hold up the others.
            spec.leaf("serviceName", ServiceOutput.headless(service))
                    .leaf("podManagementPolicy", "Parallel");
        }
        if (type != ObjectType.JOB) {
            // The autoscaler's own, where there is one.
            if (service.cluster().flatMap(ClusterNeeds::autoscaling).isEmpty()) {
                spec.leaf("replicas", service.replicas());
            }
            spec.put(
                    "selector", new Branch().put("matchLabels", Labelled.selector(service.name())));
        } else {
            spec.leaf("completions", service.replicas()).leaf("parallelism", service.replicas());
        }
        spec.put(
                "template",
                new Branch()
                        .put(
                                "metadata",
                                new Branch()
                                        .put("labels", labelled.labels(service.name()))
                                        .put("annotations", annotations()))
                        .put("spec", pod(environment, ports, discovery)));
        spec.items("volumeClaimTemplates", storage.templates(service));
        return labelled.head(type, service.name(), service.name()).put("spec", spec);
    }

    private void checkName() {
        int length = service.name().length();
        if (length > MAX_STATEFUL_NAME) {
            losses.error(
                    "services." + service.name(),
                    "a service with volumes of its own is a StatefulSet, whose name has at most "
                            + MAX_STATEFUL_NAME
                            + " characters, and this one has "
                            + length,
                    "the cluster would make no Pod of it; give the service a shorter name");
        }
    }

    /// A cluster runs images; with the annotation the same file runs processes here.
    private Branch annotations() {
        String processes =
                service.containers().stream()
                        .filter(container -> container.workload() instanceof Workload.Command)
                        .map(Container::name)
                        .collect(Collectors.joining(","));
        return processes.isEmpty()
                ? new Branch()
                : new Branch().leaf("probity.dev/process", processes);
    }

    private Branch pod(
            EnvironmentOutput environment, ServicePorts ports, Optional<String> discovery) {
        Branch pod =
                new Branch()
                        .leaf("restartPolicy", restartPolicy(service.restartPolicy()))
                        .leaf(
                                "terminationGracePeriodSeconds",
                                service.terminationGracePeriod().toSeconds());
        security.addToPod(pod);
        pod.items("initContainers", containers(true, environment, ports, discovery))
                .items("containers", containers(false, environment, ports, discovery));
        sandboxes.addTo(pod);
        return pod;
    }

    private static String restartPolicy(RestartPolicy policy) {
        return switch (policy) {
            case ALWAYS -> "Always";
            case ON_FAILURE -> "OnFailure";
            case NEVER -> "Never";
        };
    }

    private List<Branch> containers(
            boolean initial,
            EnvironmentOutput environment,
            ServicePorts ports,
            Optional<String> discovery) {
        return service.containers().stream()
                .filter(container -> (container.kind() != Kind.MAIN) == initial)
                .map(container -> container(container, environment, ports, discovery))
                .toList();
    }

    private Branch container(
            Container container,
            EnvironmentOutput environment,
            ServicePorts ports,
            Optional<String> discovery) {
        Branch branch = new Branch().leaf("name", container.name());
        workload(branch, container, ports);
        if (container.kind() == Kind.SIDECAR) {
            branch.leaf("restartPolicy", "Always");
        }
        workingDirectory(branch, container);
        security(branch, container);
        security.addToContainer(branch, container);
        branch.items(
                "ports",
                container.ports().stream().map(port -> port(container, port, ports)).toList());
        discovery.ifPresent(name ->
                branch.items(
                        "envFrom",
                        List.of(
                                new Branch()
                                        .put("configMapRef", new Branch().leaf("name", name)))));
        branch.items("env", environment.of(container));
        ProbeOutput.add(branch, container, ports);
        return branch;
    }

    private void workload(Branch branch, Container container, ServicePorts ports) {
        switch (container.workload()) {
            case Workload.Image image -> {
                ImageLeftovers.report(
                        "services." + service.name(),
                        "a manifest written here",
                        image,
                        EnumSet.complementOf(EnumSet.of(ImageLeftovers.Part.BUILD)),
                        losses);
                branch.leaf("image", image.reference())
                        .words("command", filled(image.command(), container, ports))
                        .words("args", filled(image.arguments(), container, ports));
                sandboxes.add(branch, image);
            }
            case Workload.Command(List<String> command) -> {
                missing(container, "a cluster runs images, and this is a program of this machine");
                branch.leaf("image", imageName(container))
                        .words("command", filled(command, container, ports));
            }
            case Workload.Unrunnable(String kind, _) -> {
                missing(container, "a cluster runs images, and this is a " + kind);
                branch.leaf("image", imageName(container));
            }
        }
    }

    private void missing(Container container, String reason) {
        losses.error(
                "services." + service.name() + ".command",
                reason,
                "build and push an image, and write its name in place of \""
                        + imageName(container)
                        + "\"");
    }

    private String imageName(Container container) {
        return container.equals(service.main())
                ? service.name()
                : service.name() + "-" + container.name();
    }

    private static List<String> filled(
            List<String> words, Container container, ServicePorts ports) {
        return words.stream().map(word -> Placeholders.fill(word, container, ports)).toList();
    }

    private void workingDirectory(Branch branch, Container container) {
        if (container.workload() instanceof Workload.Image image) {
            branch.leafIf("workingDir", image.sandbox().workingDirectory());
        } else if (!container.workingDirectory().equals(application.directory())) {
            losses.note(
                    "services." + service.name() + ".workingDirectory",
                    "the folder is one of this machine",
                    "the program runs in the image's own");
        }
    }

    private void security(Branch branch, Container container) {
        Optional<String> user = container.user();
        Optional<String> number = user.filter(name -> NUMBER.matcher(name).matches());
        Branch context = new Branch().leafIf("runAsUser", number.map(Integer::valueOf));
        if (container.workload() instanceof Workload.Image image
                && image.sandbox().readOnlyRoot()) {
            context.leaf("readOnlyRootFilesystem", true);
        }
        branch.put("securityContext", context);
        if (user.isPresent() && number.isEmpty()) {
            losses.warning(
                    "services." + service.name() + ".user",
                    "a cluster knows users by their number only",
                    "the image's own user runs it");
        }
    }

    private static Branch port(Container container, Port port, ServicePorts ports) {
        int number = ports.number(container, port.name());
        Branch branch = new Branch();
        if (!port.name().equals("" + number)) {
            branch.leaf("name", port.name());
        }
        return branch.leaf("containerPort", number);
    }
}
