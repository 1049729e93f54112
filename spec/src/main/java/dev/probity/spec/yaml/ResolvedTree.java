package dev.probity.spec.yaml;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Dependency;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Ingress;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.output.Output.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lays a resolved application out as the file that would say all of it.
final class ResolvedTree {

    private final Style style;

    private ResolvedTree(Style style) {
        this.style = style;
    }

    static Branch of(Application application, Style style) {
        return new ResolvedTree(style).application(application);
    }

    static Branch of(Service service, Style style) {
        return new ResolvedTree(style).service("", service);
    }

    private Branch application(Application application) {
        Branch root =
                new Branch()
                        .leaf("name", "name", application.name())
                        .leafIf("registry", "registry", application.registry())
                        .leafIf("namespace", "namespace", application.namespace());
        Branch services = new Branch();
        for (Service service : application.services()) {
            services.put(service.name(), service("services." + service.name(), service));
        }
        Branch ingresses = new Branch();
        for (Ingress ingress : application.ingresses()) {
            ingresses.put(ingress.name(), ingress("ingress." + ingress.name(), ingress));
        }
        return root.put("services", services).put("ingress", ingresses);
    }

    private Branch service(String path, Service service) {
        Branch branch = new Branch();
        if (service.external()) {
            branch.leaf("external", path + ".external", true);
        } else {
            workload(branch, path, service.main());
            branch.leaf("replicas", path + ".replicas", service.replicas());
        }
        branch.put("ports", new Output.Items(ports(path, service)));
        Branch dependencies = new Branch();
        for (Dependency dependency : service.dependsOn()) {
            dependencies.leaf(
                    dependency.service(),
                    path + ".dependsOn." + dependency.service(),
                    dependency.condition().name().toLowerCase(Locale.ROOT));
        }
        branch.put("dependsOn", dependencies);
        if (!service.external()) {
            life(branch, path, service);
            others(branch, path, service);
        }
        branch.put("tags", new Words(path + ".tags[0]", service.tags()));
        service.cluster().ifPresent(needs -> ClusterOutput.add(branch, path, needs));
        return branch;
    }

    private List<Branch> ports(String path, Service service) {
        return service.external()
                ? PortsOutput.ofExternal(path, service, style)
                : PortsOutput.of(new PortsOutput.Place(path, path), service, service.main(), style);
    }

    /// The containers whose keys do not stand at the service itself.
    private void others(Branch branch, String path, Service service) {
        Branch initial = new Branch();
        Branch others = new Branch();
        for (Container container : service.containers()) {
            if (container.equals(service.main())) {
                continue;
            }
            boolean first = container.kind() != Kind.MAIN;
            String at = path + (first ? ".initContainers." : ".containers.") + container.name();
            (first ? initial : others).put(container.name(), other(at, path, service, container));
        }
        branch.put("initContainers", initial).put("containers", others);
    }

    private Branch other(String at, String path, Service service, Container container) {
        Branch branch = new Branch();
        workload(branch, at, container);
        if (container.kind() == Kind.SIDECAR) {
            branch.leaf("restartPolicy", at + ".restartPolicy", "Always");
        }
        var place = new PortsOutput.Place(path, at);
        branch.put("ports", new Output.Items(PortsOutput.of(place, service, container, style)));
        ProbeOutput.add(branch, at, container, style);
        return branch;
    }

    private void workload(Branch branch, String path, Container container) {
        switch (container.workload()) {
            case Workload.Command(List<String> command) ->
                    branch.put("command", new Words(path + ".command", command));
            case Workload.Image image -> new ImageOutput(path, style).add(branch, image);
            // There is no such key: the file that is written cannot be run either.
            case Workload.Unrunnable(String kind, _) ->
                    branch.leaf("unrunnable", path + ".command", kind);
        }
        if (!(container.workload() instanceof Workload.Image)) {
            branch.leafIf(
                    "workingDirectory",
                    path + ".workingDirectory",
                    style.folder(container.workingDirectory()));
        }
        branch.leafIf("user", path + ".user", container.user());
        Branch environment = new Branch();
        for (EnvironmentVariable variable : container.environment()) {
            environment.leaf(
                    variable.name(),
                    path + ".env." + variable.name(),
                    style.shown(variable.name(), variable.value()));
        }
        branch.put("env", environment);
    }

    private void life(Branch branch, String path, Service service) {
        ProbeOutput.add(branch, path, service.main(), style);
        branch.leaf(
                "restartPolicy", path + ".restartPolicy", restartPolicy(service.restartPolicy()));
        branch.leaf(
                "terminationGracePeriodSeconds",
                path + ".terminationGracePeriodSeconds",
                service.terminationGracePeriod().toSeconds());
        branch.leaf(
                "drainLimitSeconds", path + ".drainLimitSeconds", service.drainLimit().toSeconds());
        branch.leaf(
                "healthyBeforeReady", path + ".healthyBeforeReady", service.healthyBeforeReady());
    }

    private static String restartPolicy(RestartPolicy policy) {
        return switch (policy) {
            case ALWAYS -> "Always";
            case ON_FAILURE -> "OnFailure";
            case NEVER -> "Never";
        };
    }

    private static Branch ingress(String path, Ingress ingress) {
        List<Branch> ports = new ArrayList<>();
        for (Ingress.Listen listen : ingress.listens()) {
            String at = path + ".ports[" + ports.size() + "]";
            Branch port = new Branch();
            if (!listen.name().isEmpty()) {
                port.leaf("name", at + ".name", listen.name());
            }
            ports.add(
                    port.leaf("port", at + ".port", listen.port().orElse(0))
                            .leaf("address", at + ".address", listen.address()));
        }
        List<Branch> rules = new ArrayList<>();
        for (Ingress.Rule rule : ingress.rules()) {
            rules.add(rule(path + ".rules[" + rules.size() + "]", rule));
        }
        return new Branch()
                .put("ports", new Output.Items(ports))
                .put("rules", new Output.Items(rules));
    }

    private static Branch rule(String at, Ingress.Rule rule) {
        Branch branch =
                new Branch()
                        .leafIf("host", at + ".host", rule.host())
                        .leaf("path", at + ".path", rule.path())
                        .leaf(
                                "pathType",
                                at + ".pathType",
                                switch (rule.pathType()) {
                                    case PREFIX -> "Prefix";
                                    case EXACT -> "Exact";
                                })
                        .leaf("preservePath", at + ".preservePath", rule.preservePath())
                        .leaf("service", at + ".service", rule.service());
        return rule.binding().isEmpty()
                ? branch
                : branch.leaf("port", at + ".port", rule.binding());
    }
}
