package dev.probity.dialects.truefoundry;

import dev.probity.dialects.CommentedYaml;
import dev.probity.dialects.Conversion;
import dev.probity.dialects.Leftovers;
import dev.probity.dialects.Leftovers.Part;
import dev.probity.dialects.Losses;
import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.Target;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Writes a service or a job, and several of them as an `application-set`.
final class TrueFoundryWriter {
    static final String TOOL = "TrueFoundry";
    private static final int LONGEST_NAME = 25;

    private final Application application;
    private final Losses losses = new Losses();
    private final Target target = new Target(TOOL, losses);

    private TrueFoundryWriter(Application application) {
        this.application = application;
    }

    static Conversion write(Application application) {
        return new TrueFoundryWriter(application).write();
    }

    private Conversion write() {
        Leftovers.report(application, TOOL, Set.of(Part.RESTART_POLICY), losses);
        List<Branch> components =
                application.services().stream()
                        .filter(service -> !service.external())
                        .map(this::component)
                        .toList();
        boolean alone =
                components.size() == 1
                        && (application.name().equals(application.services().getFirst().name())
                                || isFragment(application.services().getFirst()));
        Branch root =
                alone
                        ? components.getFirst()
                        : new Branch()
                                .leaf("name", application.name())
                                .leaf("type", "application-set")
                                .items("components", components);
        return CommentedYaml.of(root, losses);
    }

    private static boolean isFragment(Service service) {
        return service.main().workload() instanceof Workload.Unrunnable(String kind, _)
                && kind.equals(Cloud.FRAGMENT);
    }

    private Branch component(Service service) {
        Branch component = new Branch();
        String path = Target.path(service);
        if (isFragment(service)) {
            probes(component, path, service);
            return component;
        }
        if (service.name().length() > LONGEST_NAME) {
            losses.warning(
                    path,
                    "names have 25 characters at most",
                    "TrueFoundry may refuse \"" + service.name() + "\"");
        }
        Optional<String> other = otherType(service);
        if (other.isPresent()) {
            losses.error(
                    path,
                    "a " + other.get() + " is more than its name and type",
                    "the rest has to be written again");
            return component.leaf("name", service.name()).leaf("type", other.get());
        }
        boolean job = isJob(service);
        component.leaf("name", service.name()).leaf("type", job ? "job" : "service");
        component.put("image", new ImageWriter(application, losses).image(path, service));
        if (job) {
            component.put("trigger", new Branch().leaf("type", "manual"));
        } else {
            component.items("ports", ports(service));
            component.leaf("replicas", service.replicas());
        }
        component.put("resources", resources());
        component.put("env", environment(path, service));
        probes(component, path, service);
        return component;
    }

    private static Optional<String> otherType(Service service) {
        return service.main().workload() instanceof Workload.Unrunnable(String kind, _)
                        && ManifestReader.isType(kind)
                ? Optional.of(kind)
                : Optional.empty();
    }

    /// Something that ends by itself, and that nothing asks.
    private boolean isJob(Service service) {
        boolean ends = service.restartPolicy() != RestartPolicy.ALWAYS;
        boolean asked =
                !service.main().ports().isEmpty()
                        || List.of(ProbeType.values()).stream()
                                .anyMatch(type -> service.main().probe(type).isPresent());
        if (ends && (asked || service.restartPolicy() == RestartPolicy.ON_FAILURE)) {
            losses.warning(
                    Target.path(service) + ".restartPolicy",
                    asked
                            ? "a job of TrueFoundry has no ports and no probes"
                            : "a job of TrueFoundry is tried once, unless it has retries",
                    asked ? "it is always restarted" : "write \"retries\" if it should be");
        }
        return ends && !asked;
    }

    private List<Branch> ports(Service service) {
        target.samePorts(service);
        List<Integer> numbers = target.ports(service);
        List<Branch> ports = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            Port port = service.main().ports().get(i);
            boolean http =
                    Target.bindings(service, port).stream()
                            .anyMatch(binding -> binding.protocol() == Binding.Protocol.HTTP);
            ports.add(
                    new Branch()
                            .leaf("port", numbers.get(i))
                            .leaf("protocol", "TCP")
                            .leaf("expose", false)
                            .leaf("app_protocol", http ? "http" : "tcp"));
        }
        if (!ports.isEmpty()) {
            losses.note(
                    Target.path(service) + ".ports",
                    "the host of the cluster is not known",
                    "nothing is exposed; write \"expose: true\" with a \"host\"");
        }
        return ports;
    }

    /// The API wants all six.
    private static Branch resources() {
        return new Branch()
                .leaf("cpu_request", new BigDecimal("0.2"))
                .leaf("cpu_limit", new BigDecimal("0.5"))
                .leaf("memory_request", 200)
                .leaf("memory_limit", 500)
                .leaf("ephemeral_storage_request", 1000)
                .leaf("ephemeral_storage_limit", 2000);
    }

    private Branch environment(String path, Service service) {
        Branch environment = new Branch();
        for (EnvironmentVariable variable : service.main().environment()) {
            String field = path + ".env." + variable.name();
            environment.leaf(
                    variable.name(),
                    SecretReference.of(variable.value())
                            .map(secret -> ManifestService.SECRET + secretName(field, secret))
                            .orElseGet(() -> target.named(field, variable.value(), application)));
        }
        return environment;
    }

    /// TENANT:GROUP:KEY.
    private String secretName(String field, SecretReference secret) {
        if (secret.name().contains(":")) {
            return secret.name();
        }
        losses.warning(
                field,
                "a secret of TrueFoundry has a tenant and a group",
                "write them for TENANT and GROUP");
        return "TENANT:GROUP:" + secret.key();
    }

    private void probes(Branch component, String path, Service service) {
        for (ProbeType type : List.of(ProbeType.STARTUP, ProbeType.LIVENESS, ProbeType.READINESS)) {
            service.main()
                    .probe(type)
                    .flatMap(probe -> probe(path + "." + type.field(), service, probe))
                    .ifPresent(written ->
                            component.put(ManifestProbes.KEYS.getOrDefault(type, ""), written));
        }
    }

    private Optional<Branch> probe(String field, Service service, Probe probe) {
        Branch config = new Branch();
        switch (probe.handler()) {
            case Handler.HttpGet get -> {
                OptionalInt port = target.number(service, get.port());
                if (port.isEmpty()) {
                    return target.noProbe(field, "httpGet to a port of chance as a");
                }
                if (!get.headers().isEmpty()) {
                    losses.warning(
                            field + ".httpHeaders",
                            "TrueFoundry's probes have no headers",
                            "the request goes without them");
                }
                config.leaf("type", "http")
                        .leaf("path", get.path())
                        .leaf("port", port.getAsInt())
                        .leafIf("host", get.host())
                        .leaf("scheme", get.scheme().name());
            }
            // Its vendor's documents claim these; its API refuses them.
            case Handler.TcpSocket _ -> {
                return target.noProbe(field, "tcpSocket");
            }
            case Handler.Exec _ -> {
                return target.noProbe(field, "exec");
            }
            case Handler.Grpc _ -> {
                return target.noProbe(field, "grpc");
            }
        }
        Branch written = new Branch().put("config", config);
        ManifestProbes.NUMBERS.write(written, probe);
        return Optional.of(written);
    }
}
