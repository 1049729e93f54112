package dev.probity.dialects.tye;

import dev.probity.dialects.CommentedYaml;
import dev.probity.dialects.Conversion;
import dev.probity.dialects.Leftovers;
import dev.probity.dialects.Leftovers.Part;
import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Ingress;
import dev.probity.spec.Port;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Writes `tye.yaml`.
final class TyeWriter {
    private static final String TOOL = "Tye";

    /// Those of Tye's kinds that Probity cannot run.
    private static final Set<String> KINDS =
            Set.of("project", "dockerFile", "azureFunction", "repository");

    private final Application application;
    private final Losses losses = new Losses();

    private TyeWriter(Application application) {
        this.application = application;
    }

    static Conversion write(Application application) {
        return new TyeWriter(application).write();
    }

    private Conversion write() {
        Leftovers.report(
                application,
                TOOL,
                Set.of(
                        Part.FOLDER,
                        Part.TAGS,
                        Part.HEALTHY_BEFORE_READY,
                        Part.EXTERNAL,
                        Part.INGRESS),
                losses);
        Branch root =
                new Branch()
                        .leaf("name", application.name())
                        .leafIf("registry", application.registry())
                        .leafIf("namespace", application.namespace());
        root.items("ingress", application.ingresses().stream().map(this::ingress).toList());
        root.items("services", application.services().stream().map(this::service).toList());
        if (application.services().isEmpty()) {
            root.words("services", List.of());
        }
        return CommentedYaml.of(root, losses);
    }

    private Branch service(Service service) {
        Branch branch = new Branch().leaf("name", service.name());
        String path = "services." + service.name();
        if (service.external()) {
            branch.leaf("external", true);
        } else {
            if (!service.healthyBeforeReady() && service.main().livenessProbe().isPresent()) {
                losses.warning(
                        path + ".healthyBeforeReady",
                        "Ready comes after Healthy in Tye",
                        "traffic also waits for the first success of the liveness probe");
            }
            workload(branch, path, service.main());
            branch.leaf("replicas", service.replicas());
        }
        branch.items("bindings", bindings(path, service));
        if (!service.external()) {
            branch.items("env", new TyeEnvironment(application, losses).write(path, service));
            new TyeProbes(losses).write(branch, path, service);
        }
        return branch.words("tags", service.tags());
    }

    private void workload(Branch branch, String path, Container main) {
        switch (main.workload()) {
            case Workload.Command(List<String> command) -> {
                branch.leaf("executable", command.getFirst());
                arguments(branch, command.subList(1, command.size()));
                branch.leafIf(
                        "workingDirectory",
                        TyeImage.relative(application, main.workingDirectory()));
            }
            case Workload.Image image -> {
                new TyeImage(application, losses).write(branch, path, image);
                if (!image.command().isEmpty()) {
                    losses.error(
                            path + ".command",
                            "Tye starts an image's own program",
                            "the whole command is given to it as arguments");
                }
                List<String> words = new ArrayList<>(image.command());
                words.addAll(image.arguments());
                arguments(branch, words);
            }
            case Workload.Unrunnable(String kind, String remedy) -> {
                losses.error(
                        path,
                        "what is run is not known, only that it is a " + kind,
                        "its place in the file is left open; " + remedy);
                branch.leaf(KINDS.contains(kind) ? kind : "project", "LEFT-OPEN");
            }
        }
    }

    /// One line that .NET cuts into the same words.
    private static void arguments(Branch branch, List<String> words) {
        if (!words.isEmpty()) {
            branch.leaf("args", String.join(" ", words.stream().map(TyeWriter::quoted).toList()));
        }
    }

    private static String quoted(String word) {
        String variables = word.replaceAll("\\{env:([^{}\\s]+)}", "%$1%");
        boolean plain =
                !variables.isEmpty()
                        && variables.chars().noneMatch(c -> c == ' ' || c == '\t' || c == '"');
        if (plain) {
            return variables;
        }
        // A backslash is special before a quote only, and the last one stands before the closing.
        String escaped = variables.replaceAll("(\\\\*)\"", "$1$1\\\\\"");
        return "\"" + escaped.replaceAll("(\\\\+)$", "$1$1") + "\"";
    }

    private List<Branch> bindings(String path, Service service) {
        List<Branch> bindings = new ArrayList<>();
        for (Binding binding : service.bindings()) {
            Branch branch = new Branch();
            String name =
                    binding.name().isEmpty() && service.bindings().size() > 1
                            ? binding.targetPort()
                            : binding.name();
            if (!name.isEmpty()) {
                branch.leaf("name", name);
            }
            binding.port().ifPresent(port -> branch.leaf("port", port));
            inside(branch, path, service, binding);
            branch.leafIf("protocol", protocol(binding));
            branch.leafIf("host", binding.advertisedHost());
            branch.leafIf("connectionString", binding.connectionString());
            if (!binding.address().equals("127.0.0.1")) {
                losses.note(
                        path + ".bindings",
                        "Tye chooses the address that it listens on",
                        "it is not " + binding.address());
            }
            bindings.add(branch);
        }
        return bindings;
    }

    private void inside(Branch branch, String path, Service service, Binding binding) {
        if (service.external()) {
            return;
        }
        OptionalInt inside =
                service.main()
                        .port(binding.targetPort())
                        .map(Port::number)
                        .orElse(OptionalInt.empty());
        if (service.main().workload() instanceof Workload.Image) {
            inside.ifPresent(number -> branch.leaf("containerPort", number));
        } else if (inside.isPresent() && !inside.equals(binding.port())) {
            losses.note(
                    path + ".ports." + binding.targetPort(),
                    "a program's port has no number in Tye",
                    "it listens on the port in PORT");
        }
    }

    /// Discovery tells the word, so it is the file's own where there was one.
    private static Optional<String> protocol(Binding binding) {
        return binding.advertisedProtocol()
                .or(() ->
                        binding.protocol() == Binding.Protocol.HTTP
                                ? Optional.of("http")
                                : Optional.empty());
    }

    private Branch ingress(Ingress ingress) {
        List<Branch> bindings = new ArrayList<>();
        for (Ingress.Listen listen : ingress.listens()) {
            Branch branch = new Branch();
            if (!listen.name().isEmpty()) {
                branch.leaf("name", listen.name());
            }
            listen.port().ifPresent(port -> branch.leaf("port", port));
            if (!listen.address().equals("127.0.0.1")) {
                branch.leaf("ip", listen.address());
            }
            bindings.add(branch.isEmpty() ? branch.leaf("protocol", "http") : branch);
        }
        List<Branch> rules = new ArrayList<>();
        for (Ingress.Rule rule : ingress.rules()) {
            rules.add(rule("ingress." + ingress.name() + ".rules[" + rules.size() + "]", rule));
        }
        return new Branch()
                .leaf("name", ingress.name())
                .items("bindings", bindings)
                .items("rules", rules);
    }

    private Branch rule(String path, Ingress.Rule rule) {
        if (rule.pathType() == Ingress.PathType.EXACT) {
            losses.warning(
                    path + ".pathType",
                    "paths are prefixes in Tye",
                    "it also takes what is below " + rule.path().toLowerCase(Locale.ROOT));
        }
        Branch branch = new Branch().leafIf("host", rule.host()).leaf("path", rule.path());
        if (rule.preservePath()) {
            branch.leaf("preservePath", true);
        }
        return branch.leaf("service", rule.service());
    }
}
