package dev.probity.dialects.gradient;

import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.CloudKeys;
import dev.probity.dialects.cloud.CloudService;
import dev.probity.dialects.cloud.CloudService.CloudPort;
import dev.probity.spec.Binding;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Dialect;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads deployments, each a service of its own.
final class GradientReader {
    /// The kinds of what cannot run; the writer knows them again.
    static final String NO_IMAGE = "deployment without an image";

    static final String LATER = "image that is filled in later";

    static final String SECRET = "secret:";

    /// The API refuses unknown keys and lists them.
    private static final Dialect RULES =
            new Dialect(GradientDialect.RULE, Severity.ERROR, Scalars.LENIENT);

    static final int MAX_PORT = 65535;
    private static final int MAX_REPLICAS = 1000; // as in probity.yaml: each is a container

    private static final Map<String, Shape> VERSIONS =
            Choices.of(
                    Map.entry("v0alpha0", Shape.V0),
                    Map.entry("v0alpha1", Shape.V1),
                    Map.entry("v1", Shape.V1),
                    Map.entry("latest", Shape.V1));

    /// `latest` meant v0 until mid-2023: the keys decide, never the label.
    private enum Shape {
        V0,
        V1
    }

    private final Surroundings surroundings;
    private final Diagnostics diagnostics;

    GradientReader(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    List<CloudService> read(List<Node> documents) {
        List<CloudService> services = new ArrayList<>();
        for (Node document : documents) {
            Value.root(document, RULES, diagnostics)
                    .mapping(fields -> deployment(fields, documents.size()))
                    .ifPresent(services::add);
        }
        return services;
    }

    private CloudService deployment(Fields fields, int documents) {
        fields.alsoKnown("$schema");
        CloudKeys cloud = new CloudKeys(diagnostics);
        cloud.passOver(fields, "region", "containerRegistry");
        cloud.warn(fields, "basicAuthKey", "nobody is asked for a password");
        cloud.warn(fields, "integrations", "nothing is mounted");
        cloud.warn(fields, "models", "nothing is mounted");
        cloud.warn(fields, "repositories", "nothing is mounted");
        Optional<Fields> resources = resources(fields);
        Shape shape = shape(fields, resources);
        resources.ifPresent(
                found -> cloud.passOver(found, "instanceType", "machineType", "autoscaling"));
        List<CloudPort> ports = ports(fields, resources, shape);
        CloudService service =
                new CloudService(
                        name(fields, documents),
                        replicas(fields, resources),
                        workload(fields, resources.isPresent()),
                        environment(fields),
                        ports,
                        new GradientChecks(ports).read(fields),
                        List.of(),
                        Optional.empty());
        cloud.report();
        return service;
    }

    /// Read before the rest, since it tells the shape; its unknown keys are told at once.
    private static Optional<Fields> resources(Fields fields) {
        return fields.mapping(
                "resources",
                found -> {
                    found.alsoKnown(
                            "instanceType", "machineType", "autoscaling", "replicas", "ports");
                    return found;
                });
    }

    private Shape shape(Fields fields, Optional<Fields> resources) {
        List<Value> old = new ArrayList<>();
        List<Value> current = new ArrayList<>();
        for (String key : List.of("port", "models", "repositories")) {
            fields.get(key).ifPresent(old::add);
        }
        for (String key : List.of("integrations", "basicAuthKey")) {
            fields.get(key).ifPresent(current::add);
        }
        resources.flatMap(found -> found.get("instanceType")).ifPresent(old::add);
        resources.flatMap(found -> found.get("machineType")).ifPresent(current::add);
        resources.flatMap(found -> found.get("ports")).ifPresent(current::add);
        if (!old.isEmpty() && !current.isEmpty()) {
            diagnostics.warning(
                    CloudCode.SHAPE,
                    old.getFirst().origin(),
                    old.getFirst().name() + " is of v0, " + current.getFirst().name() + " of v1",
                    "v1 has resources.machineType and resources.ports");
        }
        Shape shape = old.isEmpty() ? Shape.V1 : current.isEmpty() ? Shape.V0 : Shape.V1;
        fields.oneOf("apiVersion", VERSIONS)
                .filter(label -> label.value() != shape && !old.isEmpty())
                .ifPresent(label ->
                        diagnostics.warning(
                                CloudCode.SHAPE,
                                label.origin(),
                                "apiVersion asks for v1, and the keys are those of v0; they are"
                                        + " read as v0",
                                "today's API wants resources.machineType and resources.ports; or"
                                        + " write apiVersion: v0alpha0"));
        return shape;
    }

    private Located<String> name(Fields fields, int documents) {
        Optional<Located<String>> written = fields.string("name");
        if (written.isEmpty() && documents > 1) {
            fields.reportMissing("name");
        }
        // The old client took it from its command line.
        return written.map(name -> Cloud.name(name, diagnostics))
                .orElseGet(() -> new Located<>("deployment", GradientChecks.DEFAULT));
    }

    private Optional<Located<Integer>> replicas(Fields fields, Optional<Fields> resources) {
        Optional<Located<Boolean>> enabled = fields.bool("enabled");
        Optional<Located<Integer>> written =
                resources.flatMap(found -> found.integer("replicas", 0, MAX_REPLICAS));
        return enabled.filter(found -> !found.value())
                .map(found -> new Located<>(0, found.origin()))
                .or(() -> written);
    }

    private Located<Workload> workload(Fields fields, boolean whole) {
        List<String> command = fields.strings("command").stream().map(Located::value).toList();
        Optional<Located<String>> image = fields.string("image");
        if (image.isEmpty()) {
            diagnostics.warning(
                    CloudCode.FRAGMENT,
                    fields.owner().origin(),
                    whole ? "the deployment has no image" : "this is a part of a deployment only",
                    "add \"image\"");
            return fields.owner().at(Cloud.image(NO_IMAGE, surroundings));
        }
        if (image.get().value().startsWith(":")) {
            diagnostics.warning(
                    CloudCode.OPEN,
                    image.get().origin(),
                    "the image is left open, for the deploying action to fill in",
                    "--set image=REFERENCE");
            return image.get().map(_ -> Cloud.image(LATER, surroundings));
        }
        return image.get().map(reference -> new Workload.Image(reference, command, List.of()));
    }

    private List<Located<EnvironmentVariable>> environment(Fields fields) {
        List<Located<EnvironmentVariable>> variables = new ArrayList<>();
        for (Value item : fields.list("env")) {
            item.mapping(variable -> {
                Optional<Located<String>> name = variable.requiredString("name");
                Optional<Value> value = variable.required("value");
                Optional<Located<String>> text = value.flatMap(Value::string);
                if (name.isPresent() && value.isPresent() && text.isPresent()) {
                    variables.add(variable(name.get().value(), text.get().value(), value.get()));
                }
                return true;
            });
        }
        return variables;
    }

    private static Located<EnvironmentVariable> variable(String name, String text, Value place) {
        return text.startsWith(SECRET)
                ? Cloud.secret(name, text.substring(SECRET.length()), place)
                : place.at(new EnvironmentVariable(name, text));
    }

    private List<CloudPort> ports(Fields fields, Optional<Fields> resources, Shape shape) {
        List<Located<Integer>> numbers = new ArrayList<>();
        resources
                .flatMap(found -> found.get("ports"))
                .ifPresent(value -> {
                    if (!value.isList()) {
                        diagnostics.warning(
                                CloudCode.SHAPE,
                                value.origin(),
                                value.name() + " is a single value, where v1 has a list",
                                "write [8000]");
                    }
                    value.oneOrMore()
                            .forEach(each -> each.integer(1, MAX_PORT).ifPresent(numbers::add));
                });
        fields.get("port").flatMap(value -> value.integer(1, MAX_PORT)).ifPresent(numbers::add);
        if (numbers.isEmpty() && shape == Shape.V0) {
            numbers.add(new Located<>(80, GradientChecks.DEFAULT));
        }
        if (numbers.isEmpty() && resources.isPresent()) {
            resources.get().reportMissing("ports");
        }
        return numbers.stream()
                .map(number ->
                        new CloudPort(Optional.empty(), number, number, Binding.Protocol.HTTP))
                .toList();
    }
}
