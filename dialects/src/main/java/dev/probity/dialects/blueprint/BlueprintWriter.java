package dev.probity.dialects.blueprint;

import dev.probity.dialects.Conversion;
import dev.probity.dialects.ImageLeftovers;
import dev.probity.dialects.JsonOutput;
import dev.probity.dialects.Leftovers;
import dev.probity.dialects.Leftovers.Part;
import dev.probity.dialects.Losses;
import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.Target;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Dependency;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Service;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Writes a recipe, and several services as a deployment group.
final class BlueprintWriter {
    private static final String TOOL = "a blueprint";
    private static final String SHAPE = "VM.Standard.E5.Flex"; // of the vendor's own samples
    private static final List<String> CLUSTER = List.of("update", "shared_node_pool", "team");

    private final Application application;
    private final Losses losses = new Losses();
    private final Target target = new Target(TOOL, losses);

    private BlueprintWriter(Application application) {
        this.application = application;
    }

    static Conversion write(Application application) {
        return new BlueprintWriter(application).write();
    }

    private Conversion write() {
        Leftovers.report(application, TOOL, Set.of(Part.RESTART_POLICY, Part.DEPENDENCIES), losses);
        List<Service> services =
                application.services().stream().filter(service -> !service.external()).toList();
        boolean alone =
                services.size() == 1
                        && (application.name().equals(services.getFirst().name())
                                || isFragment(services.getFirst()));
        Branch root =
                alone
                        ? recipe(services.getFirst())
                        : new Branch().put("deployment_group", group(services));
        return new Conversion(JsonOutput.text(root), losses.all());
    }

    private static boolean isFragment(Service service) {
        return service.main().workload() instanceof Workload.Unrunnable(String kind, _)
                && kind.equals(Cloud.FRAGMENT);
    }

    private Branch group(List<Service> services) {
        Set<String> asked = asked(services);
        List<Branch> members = new ArrayList<>();
        for (Service service : services) {
            Branch member = new Branch().leaf("name", service.name());
            if (asked.contains(service.name())) {
                member.words("exports", List.of("internal_dns_name"));
            }
            member.words(
                    "depends_on", service.dependsOn().stream().map(Dependency::service).toList());
            service.dependsOn().stream()
                    .filter(dependency -> dependency.condition() != Dependency.Condition.READY)
                    .forEach(dependency ->
                            losses.warning(
                                    Target.path(service) + ".dependsOn." + dependency.service(),
                                    "members of a group wait until others are ready",
                                    "it waits for more than before"));
            members.add(member.put("recipe", recipe(service)));
        }
        return new Branch().leaf("name", application.name()).items("deployments", members);
    }

    /// Those that others are told about.
    private static Set<String> asked(List<Service> services) {
        Set<String> asked = new TreeSet<>();
        for (Service service : services) {
            for (EnvironmentVariable variable : service.main().environment()) {
                ServiceReference.replaced(
                        variable.value(),
                        reference -> {
                            asked.add(reference.service());
                            return "";
                        });
            }
        }
        return asked;
    }

    private Branch recipe(Service service) {
        String path = Target.path(service);
        Branch recipe = new Branch();
        if (!isFragment(service)) {
            boolean job = service.restartPolicy() != RestartPolicy.ALWAYS;
            recipe.leaf("recipe_id", service.name())
                    .leaf("recipe_mode", mode(service).orElse(job ? "job" : "service"))
                    .leaf("deployment_name", service.name());
            if (service.restartPolicy() == RestartPolicy.NEVER) {
                losses.warning(
                        path + ".restartPolicy", "a job is tried again", "a failure is repeated");
            }
            workload(recipe, path, service);
            recipe.leaf("recipe_node_shape", SHAPE)
                    .leaf("recipe_replica_count", service.replicas());
            losses.note(
                    path, "a recipe wants a node shape", SHAPE + " stands for the one that fits");
            ports(recipe, path, service);
        }
        environment(recipe, path, service);
        for (ProbeType type : List.of(ProbeType.STARTUP, ProbeType.LIVENESS, ProbeType.READINESS)) {
            service.main()
                    .probe(type)
                    .flatMap(probe -> probe(path + "." + type.field(), service, probe))
                    .ifPresent(written ->
                            recipe.put(RecipeProbes.KEYS.getOrDefault(type, ""), written));
        }
        return recipe;
    }

    private static Optional<String> mode(Service service) {
        return service.main().workload() instanceof Workload.Unrunnable(String kind, _)
                        && CLUSTER.contains(kind)
                ? Optional.of(kind)
                : Optional.empty();
    }

    private void workload(Branch recipe, String path, Service service) {
        switch (service.main().workload()) {
            case Workload.Image image -> {
                ImageLeftovers.report(path, TOOL, image, Set.of(), losses);
                recipe.leaf("recipe_image_uri", image.reference())
                        .words("recipe_container_command", image.command())
                        .words("recipe_container_command_args", image.arguments());
            }
            case Workload.Command(List<String> command) ->
                    losses.error(
                            path + ".command",
                            "a recipe runs an image, and this is a program: "
                                    + String.join(" ", command),
                            "the recipe names no image");
            case Workload.Unrunnable(String kind, _) -> {
                if (!kind.equals(RecipeReader.NO_IMAGE) && mode(service).isEmpty()) {
                    losses.error(
                            path + ".image",
                            "the image is not known, only a " + kind,
                            "the recipe names no image");
                } else if (mode(service).isPresent()) {
                    losses.error(
                            path,
                            "what the recipe does to the cluster is not known any more",
                            "the rest has to be written again");
                }
            }
        }
    }

    /// Texts, and the first one apart from the others.
    private void ports(Branch recipe, String path, Service service) {
        List<Integer> numbers = target.ports(service);
        if (numbers.isEmpty()) {
            return;
        }
        recipe.leaf("recipe_container_port", numbers.getFirst().toString());
        String first = service.main().ports().getFirst().name();
        Optional<Binding> binding =
                service.bindings().stream()
                        .filter(found -> found.targetPort().equals(first))
                        .findFirst();
        Optional<Integer> outside =
                binding.filter(found -> found.port().isPresent())
                        .map(found -> found.port().getAsInt())
                        .or(() -> takenBefore(service, numbers.getFirst()));
        outside.ifPresent(port -> recipe.leaf("recipe_host_port", port.toString()));
        if (outside.isEmpty()) {
            losses.note(path + ".ports." + first, "it has no public port", "the plane takes 80");
        }
        List<Branch> more = new ArrayList<>();
        for (int i = 1; i < numbers.size(); i++) {
            more.add(
                    new Branch()
                            .leaf("name", "port-" + numbers.get(i))
                            .leaf("port", numbers.get(i))
                            .leaf("path", "/"));
        }
        recipe.items("recipe_additional_ingress_ports", more);
    }

    /// In a group each service has an address of its own: a public port that had to give way to
    /// another service's on one machine can be the container's again.
    private Optional<Integer> takenBefore(Service service, int inside) {
        return application.services().stream()
                        .takeWhile(other -> !other.equals(service))
                        .flatMap(other -> other.bindings().stream())
                        .anyMatch(binding -> binding.port().equals(OptionalInt.of(inside)))
                ? Optional.of(inside)
                : Optional.empty();
    }

    private void environment(Branch recipe, String path, Service service) {
        List<Branch> plain = new ArrayList<>();
        List<Branch> secrets = new ArrayList<>();
        for (EnvironmentVariable variable : service.main().environment()) {
            Optional<SecretReference> secret = SecretReference.of(variable.value());
            if (secret.isPresent()) {
                secrets.add(secret(path, variable.name(), secret.get()));
            } else {
                plain.add(
                        new Branch()
                                .leaf("key", variable.name())
                                .leaf("value", Exports.tokens(variable.value())));
            }
        }
        recipe.items("recipe_container_env", plain).items("recipe_environment_secrets", secrets);
    }

    private Branch secret(String path, String variable, SecretReference secret) {
        int slash = secret.name().lastIndexOf('/');
        if (slash < 0) {
            losses.warning(
                    path + ".env." + variable,
                    "a secret of a recipe is a key of a named secret",
                    "write the right name for \"" + secret.name() + "\"");
        }
        return new Branch()
                .leaf("envvar_name", variable)
                .leaf("secret_name", slash < 0 ? secret.name() : secret.name().substring(0, slash))
                .leaf("secret_key", slash < 0 ? secret.key() : secret.name().substring(slash + 1));
    }

    /// All eight keys: what is left out becomes the plane's own, a look at liveness every 600 s.
    private Optional<Branch> probe(String field, Service service, Probe probe) {
        Branch written = new Branch();
        switch (probe.handler()) {
            case Handler.HttpGet get -> {
                OptionalInt port = target.number(service, get.port());
                if (port.isEmpty()) {
                    return target.noProbe(field, "httpGet to a port of chance as a");
                }
                lost(field, get);
                written.leaf("endpoint_path", get.path())
                        .leaf("port", port.getAsInt())
                        .leaf("scheme", get.scheme().name());
            }
            case Handler.TcpSocket tcp -> {
                OptionalInt port = target.number(service, tcp.port());
                if (port.isEmpty()) {
                    return target.noProbe(field, "tcpSocket to a port of chance as a");
                }
                written.leaf("port", port.getAsInt()).leaf("scheme", "TCP");
            }
            case Handler.Exec _ -> {
                return target.noProbe(field, "exec");
            }
            case Handler.Grpc _ -> {
                return target.noProbe(field, "grpc");
            }
        }
        RecipeProbes.NUMBERS.write(written, probe);
        return Optional.of(written);
    }

    private void lost(String field, Handler.HttpGet get) {
        if (!get.headers().isEmpty()) {
            losses.warning(
                    field + ".httpHeaders",
                    "a recipe's probes have no headers",
                    "the request goes without them");
        }
        get.host()
                .ifPresent(host ->
                        losses.warning(
                                field + ".host",
                                "a recipe's probes have no host",
                                "the replica itself is asked"));
    }
}
