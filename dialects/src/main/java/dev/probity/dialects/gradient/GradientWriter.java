package dev.probity.dialects.gradient;

import dev.probity.dialects.CommentedYaml;
import dev.probity.dialects.Conversion;
import dev.probity.dialects.ImageLeftovers;
import dev.probity.dialects.Leftovers;
import dev.probity.dialects.Losses;
import dev.probity.dialects.cloud.Target;
import dev.probity.spec.Application;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Writes v1 specs, one document for each service.
final class GradientWriter {
    private static final String TOOL = "Gradient";
    private static final String MACHINE = "C5"; // the smallest one of the vendor's templates

    private final Application application;
    private final Losses losses = new Losses();
    private final Target target = new Target(TOOL, losses);

    private GradientWriter(Application application) {
        this.application = application;
    }

    static Conversion write(Application application) {
        return new GradientWriter(application).write();
    }

    private Conversion write() {
        Leftovers.report(application, TOOL, Set.of(), losses);
        List<Branch> documents =
                application.services().stream()
                        .filter(service -> !service.external())
                        .map(this::deployment)
                        .toList();
        if (documents.size() > 1) {
            losses.warning(
                    "services",
                    "a file of Gradient's holds one deployment",
                    "cut this one at each --- before it is deployed");
        }
        return CommentedYaml.of(documents, losses);
    }

    private Branch deployment(Service service) {
        String path = Target.path(service);
        Branch root =
                new Branch()
                        .leaf("apiVersion", "v1")
                        .leaf("enabled", true)
                        .leaf("name", service.name());
        boolean fragment = isFragment(service);
        if (fragment) {
            root = new Branch();
        }
        workload(root, path, service);
        root.items("env", environment(path, service));
        Branch checks = new Branch();
        for (ProbeType type : List.of(ProbeType.STARTUP, ProbeType.LIVENESS, ProbeType.READINESS)) {
            service.main()
                    .probe(type)
                    .flatMap(probe -> check(path + "." + type.field(), service, probe))
                    .ifPresent(written -> checks.put(GradientChecks.key(type), written));
        }
        root.put("healthChecks", checks);
        if (!fragment) {
            root.put("resources", resources(service));
        }
        return root;
    }

    /// Only probes were written: what would stand around them is not known.
    private static boolean isFragment(Service service) {
        return service.main().ports().isEmpty()
                && service.main().workload() instanceof Workload.Unrunnable(String kind, _)
                && kind.equals(GradientReader.NO_IMAGE);
    }

    private void workload(Branch root, String path, Service service) {
        switch (service.main().workload()) {
            case Workload.Image image -> {
                ImageLeftovers.report(path, TOOL, image, Set.of(), losses);
                root.leaf("image", image.reference());
                List<String> command = new ArrayList<>(image.command());
                command.addAll(image.arguments());
                if (image.command().isEmpty() && !image.arguments().isEmpty()) {
                    losses.error(
                            path + ".arguments",
                            "Gradient's command replaces the image's own program",
                            "the arguments stand in its place: write the program before them");
                }
                root.words("command", command);
            }
            case Workload.Command(List<String> command) -> {
                losses.error(
                        path + ".command",
                        "Gradient runs images, and this is a program: " + String.join(" ", command),
                        "the image is left open");
                root.leaf("image", ":image");
            }
            case Workload.Unrunnable(String kind, _) -> {
                if (!kind.equals(GradientReader.NO_IMAGE)) {
                    losses.error(
                            path + ".image",
                            "the image is not known, only a " + kind,
                            "the image is left open");
                    root.leaf("image", ":image");
                }
            }
        }
    }

    private List<Branch> environment(String path, Service service) {
        List<Branch> variables = new ArrayList<>();
        for (EnvironmentVariable variable : service.main().environment()) {
            String field = path + ".env." + variable.name();
            String value =
                    SecretReference.of(variable.value())
                            .map(secret -> GradientReader.SECRET + secretName(field, secret))
                            .orElseGet(() -> target.named(field, variable.value(), application));
            variables.add(new Branch().leaf("name", variable.name()).leaf("value", value));
        }
        return variables;
    }

    private String secretName(String field, SecretReference secret) {
        if (!secret.key().equals(secret.name())) {
            losses.warning(
                    field,
                    "Gradient's secrets have plain names",
                    secret.name() + " is called " + secret.key());
        }
        return secret.key();
    }

    private Optional<Branch> check(String field, Service service, Probe probe) {
        Branch check = new Branch();
        switch (probe.handler()) {
            case Handler.Exec(List<String> command) ->
                    check.put("exec", new Branch().words("command", command));
            case Handler.HttpGet get -> {
                OptionalInt port = target.number(service, get.port());
                if (get.scheme() == Handler.Scheme.HTTPS || port.isEmpty()) {
                    return target.noProbe(
                            field, port.isEmpty() ? "httpGet to a port of chance as a" : "HTTPS");
                }
                check.leaf("path", get.path())
                        .leaf("port", port.getAsInt())
                        .leafIf("host", get.host())
                        .items(
                                "headers",
                                get.headers().stream()
                                        .map(header ->
                                                new Branch()
                                                        .leaf("name", header.name())
                                                        .leaf("value", header.value()))
                                        .toList());
            }
            case Handler.TcpSocket _ -> {
                return target.noProbe(field, "tcpSocket");
            }
            case Handler.Grpc _ -> {
                return target.noProbe(field, "grpc");
            }
        }
        GradientChecks.KEYS.write(check, probe);
        if (probe.successThreshold() != 1) {
            losses.warning(
                    field + ".successThreshold",
                    "Gradient has no key for it",
                    "one success is enough, instead of " + probe.successThreshold());
        }
        return Optional.of(check);
    }

    private Branch resources(Service service) {
        target.samePorts(service);
        losses.note(
                Target.path(service),
                "Gradient wants a machine type",
                MACHINE + " stands for the one that fits");
        return new Branch()
                .leaf("replicas", service.replicas())
                .comment("The smallest one; take the one that fits.")
                .leaf("machineType", MACHINE)
                .words("ports", ports(service));
    }

    private List<Integer> ports(Service service) {
        List<Integer> numbers = target.ports(service);
        if (numbers.isEmpty()) {
            losses.warning(
                    Target.path(service) + ".ports",
                    "Gradient wants a port",
                    "80 stands for one, and nothing listens there");
        }
        return numbers.isEmpty() ? List.of(80) : numbers;
    }
}
