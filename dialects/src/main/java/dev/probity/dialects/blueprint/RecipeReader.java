package dev.probity.dialects.blueprint;

import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.CloudKeys;
import dev.probity.dialects.cloud.CloudService;
import dev.probity.dialects.cloud.CloudService.CloudPort;
import dev.probity.spec.Binding;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenDependency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one recipe.
final class RecipeReader {
    /// The kind of a recipe that would run an image and names none.
    static final String NO_IMAGE = "recipe without an image";

    private static final Origin DEFAULT = new Origin.Default(BlueprintDialect.RULE);
    private static final int MAX_PORT = 65535;
    private static final int HOST_PORT = 80; // where the plane publishes a service
    private static final int MAX_REPLICAS = 1000; // as in probity.yaml: each is a container

    /// Those that run something, and those that change the cluster.
    private static final Map<String, Boolean> MODES =
            Choices.of(
                    Map.entry("service", true),
                    Map.entry("job", true),
                    Map.entry("update", false),
                    Map.entry("shared_node_pool", false),
                    Map.entry("team", false));

    private final Fields fields;
    private final Exports exports;
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final CloudKeys cloud;

    RecipeReader(
            Fields fields, Exports exports, Surroundings surroundings, Diagnostics diagnostics) {
        this.fields = fields;
        this.exports = exports;
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
        this.cloud = new CloudKeys(diagnostics);
    }

    CloudService read(Located<String> name, List<WrittenDependency> dependencies) {
        Optional<Located<Boolean>> runs = fields.oneOf("recipe_mode", MODES);
        String mode = fields.string("recipe_mode").map(Located::value).orElse("service");
        Optional<Located<Integer>> port = port("recipe_container_port");
        passOver();
        CloudService service =
                new CloudService(
                        name,
                        fields.integer("recipe_replica_count", 0, MAX_REPLICAS),
                        workload(mode, runs.map(Located::value).orElse(true)),
                        environment(),
                        ports(port),
                        new RecipeProbes(port).read(fields),
                        dependencies,
                        mode.equals("job")
                                ? fields.get("recipe_mode")
                                        .map(value -> value.at(RestartPolicy.ON_FAILURE))
                                : Optional.empty());
        cloud.report();
        return service;
    }

    private Located<Workload> workload(String mode, boolean runs) {
        List<String> command = words("recipe_container_command");
        List<String> arguments = words("recipe_container_command_args");
        if (fields.bool("recipe_container_command_use_shell").filter(Located::value).isPresent()) {
            command = new ArrayList<>(command);
            command.addAll(arguments);
            command = List.of("sh", "-c", String.join(" ", command));
            arguments = List.of();
        }
        Optional<Located<String>> image = fields.string("recipe_image_uri");
        if (!runs) {
            return fields.owner()
                    .at(
                            new Workload.Unrunnable(
                                    mode,
                                    "a recipe of this mode changes the cluster's nodes or quotas;"
                                            + " there is nothing to run on this machine"));
        }
        if (image.isEmpty()) {
            diagnostics.warning(
                    CloudCode.FRAGMENT,
                    fields.owner().origin(),
                    "the recipe has no \"recipe_image_uri\"",
                    "add it");
            return fields.owner().at(Cloud.image(NO_IMAGE, surroundings));
        }
        List<String> program = command;
        List<String> words = arguments;
        return image.get().map(reference -> new Workload.Image(reference, program, words));
    }

    private List<String> words(String key) {
        return fields.strings(key).stream().map(Located::value).toList();
    }

    private List<Located<EnvironmentVariable>> environment() {
        List<Located<EnvironmentVariable>> variables = new ArrayList<>();
        for (Value item : fields.list("recipe_container_env")) {
            item.in(BlueprintReader.STRICT)
                    .mapping(entry -> {
                        Optional<Located<String>> key = entry.requiredString("key");
                        Optional<Value> value = entry.required("value");
                        Optional<Located<String>> text =
                                value.flatMap(Value::string)
                                        .map(found -> exports.filled(found, diagnostics));
                        if (key.isPresent() && text.isPresent()) {
                            variables.add(
                                    item.at(
                                            new EnvironmentVariable(
                                                    key.get().value(), text.get().value())));
                        }
                        return true;
                    });
        }
        for (Value item : fields.list("recipe_environment_secrets")) {
            item.in(BlueprintReader.STRICT)
                    .mapping(secret -> {
                        Optional<Located<String>> variable = secret.requiredString("envvar_name");
                        Optional<Located<String>> name = secret.requiredString("secret_name");
                        Optional<Located<String>> key = secret.requiredString("secret_key");
                        if (variable.isPresent() && name.isPresent() && key.isPresent()) {
                            variables.add(
                                    Cloud.secret(
                                            variable.get().value(),
                                            name.get().value() + "/" + key.get().value(),
                                            item));
                        }
                        return true;
                    });
        }
        return variables;
    }

    /// Ports of recipes are texts; a number passes here, and not over there.
    private Optional<Located<Integer>> port(String key) {
        Optional<Value> value = fields.get(key);
        value.filter(Value::isUnquotedNumber)
                .ifPresent(found ->
                        diagnostics.warning(
                                CloudCode.OTHER_KIND,
                                found.origin(),
                                found.name() + " is a number, where a text is wanted",
                                "put it in quotes"));
        return value.flatMap(found -> found.integer(1, MAX_PORT));
    }

    private List<CloudPort> ports(Optional<Located<Integer>> container) {
        Optional<Located<Integer>> host = port("recipe_host_port");
        List<CloudPort> ports = new ArrayList<>();
        container.ifPresent(inside ->
                ports.add(
                        new CloudPort(
                                Optional.empty(),
                                inside,
                                host.orElseGet(() -> new Located<>(HOST_PORT, DEFAULT)),
                                Binding.Protocol.HTTP)));
        for (Value item : fields.list("recipe_additional_ingress_ports")) {
            item.in(BlueprintReader.STRICT)
                    .mapping(this::additional)
                    .flatMap(found -> found)
                    .ifPresent(ports::add);
        }
        return ports;
    }

    private Optional<CloudPort> additional(Fields port) {
        Optional<Value> other = port.get("port_name");
        other.ifPresent(found ->
                diagnostics.warning(
                        CloudCode.EXTENSION,
                        found.origin(),
                        "the published schema refuses "
                                + port.owner().name()
                                + ": Additional properties are not allowed ('port_name' was"
                                + " unexpected), 'name' is a required property",
                        "call it \"name\""));
        cloud.passOver(port, "path", "service_name", "path_type");
        if (other.isEmpty()) {
            port.requiredString("name");
        }
        return port.required("port")
                .flatMap(value -> value.integer(1, MAX_PORT))
                .map(number ->
                        new CloudPort(Optional.empty(), number, number, Binding.Protocol.HTTP));
    }

    private void passOver() {
        cloud.passOver(fields, RecipeKeys.CLOUD.toArray(String[]::new));
        RecipeKeys.MISSED.forEach((key, consequence) -> cloud.warn(fields, key, consequence));
    }
}
