package dev.probity.dialects.truefoundry;

import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.CloudKeys;
import dev.probity.dialects.cloud.CloudService;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one service or job.
final class ManifestService {
    static final String SECRET = "tfy-secret://";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,23}[a-z0-9]");

    private static final int MAX_REPLICAS = 100; // the API's bound

    private static final Map<String, String> REQUESTS =
            Map.of(
                    "cpu_limit", "cpu_request",
                    "memory_limit", "memory_request",
                    "ephemeral_storage_limit", "ephemeral_storage_request");

    private final Fields fields;
    private final Path directory;
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final CloudKeys cloud;

    ManifestService(
            Fields fields, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        this.fields = fields;
        this.directory = directory;
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
        this.cloud = new CloudKeys(diagnostics);
    }

    CloudService running(String type) {
        boolean job = type.equals("job");
        Located<String> name = name();
        Located<Workload> workload =
                new ManifestImage(name.value(), directory, surroundings).read(fields, cloud);
        otherKeys(job, type);
        Optional<Located<Integer>> replicas = job ? Optional.empty() : replicas();
        CloudService service =
                new CloudService(
                        name,
                        replicas,
                        workload,
                        environment(),
                        ManifestPorts.read(fields, cloud),
                        ManifestProbes.read(fields),
                        List.of(),
                        job
                                ? Optional.of(fields.owner().at(RestartPolicy.NEVER))
                                : Optional.empty());
        cloud.report();
        return service;
    }

    /// A chart, a notebook and so on: known, and nothing that runs here.
    CloudService other(Located<String> type) {
        // Their keys are of no interest, whatever they are.
        fields.owner().members().forEach(member -> fields.alsoKnown(member.key().value()));
        return new CloudService(
                name(),
                Optional.empty(),
                type.map(word ->
                        new Workload.Unrunnable(
                                word, "only TrueFoundry can make one of a \"" + word + "\"")),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    private Located<String> name() {
        Optional<Located<String>> name = fields.requiredString("name");
        name.filter(found -> !NAME.matcher(found.value()).matches())
                .ifPresent(found ->
                        diagnostics.warning(
                                CloudCode.NAME,
                                found.origin(),
                                "name is \"%s\", and not 3 to 25 small letters, digits and \"-\""
                                        .formatted(found.value())));
        return name.map(found -> Cloud.name(found, diagnostics))
                .orElseGet(() ->
                        new Located<>("service", new Origin.Default(TrueFoundryDialect.RULE)));
    }

    private void otherKeys(boolean job, String type) {
        cloud.passOver(
                fields,
                "workspace_fqn",
                "labels",
                "service_account",
                "allow_interception",
                "auto_shutdown",
                "rollout_strategy");
        cloud.warn(fields, "kustomize", "patches of Kubernetes objects are not applied");
        cloud.warn(fields, "artifacts_download", "nothing is downloaded or mounted");
        cloud.warn(fields, "mounts", "nothing is mounted");
        if (job) {
            cloud.passOver(
                    fields,
                    "trigger",
                    "retries",
                    "timeout",
                    "concurrency_limit",
                    "params",
                    "alerts");
        }
        if (type.equals("async-service")) {
            cloud.warn(fields, "worker_config", "no queue is read");
            cloud.warn(fields, "sidecar", "it is not run");
        }
        CloudKeys.misplaced(fields, "health_check", "write \"liveness_probe\" with \"config\"");
        CloudKeys.misplaced(fields, "http_get", "write it as \"config\" of a probe");
        CloudKeys.misplaced(fields, "build", "write \"image\" with \"type: build\"");
        CloudKeys.misplaced(fields, "kind", "write \"type: service\"");
        resources();
    }

    private void resources() {
        fields.mapping(
                "resources",
                found -> {
                    REQUESTS.forEach((limit, request) -> limit(found, limit, request));
                    cloud.passOver(
                            found,
                            "shared_memory_size",
                            "node",
                            "devices",
                            "instance_family",
                            "gpu");
                    CloudKeys.misplaced(found, "storage", "a volume is one of \"mounts\"");
                    CloudKeys.misplaced(found, "cpu", "write \"cpu_request\" and \"cpu_limit\"");
                    CloudKeys.misplaced(
                            found, "memory", "write \"memory_request\" and \"memory_limit\"");
                    return true;
                });
    }

    /// A limit is at least the request.
    private void limit(Fields resources, String limit, String request) {
        cloud.passOver(resources, limit, request);
        Optional<Double> most = number(resources, limit);
        Optional<Double> wanted = number(resources, request);
        if (most.isPresent() && wanted.isPresent() && most.get() < wanted.get()) {
            resources
                    .get(limit)
                    .ifPresent(value ->
                            value.error(
                                    SpecCode.OUT_OF_RANGE,
                                    value.name() + " is less than \"" + request + "\""));
        }
    }

    private static Optional<Double> number(Fields resources, String key) {
        Optional<Value> value = resources.get(key);
        Optional<Located<String>> text = value.flatMap(Value::string);
        try {
            return text.map(found -> Double.valueOf(found.value()));
        } catch (NumberFormatException _) {
            value.ifPresent(
                    found -> found.error(SpecCode.NOT_A_NUMBER, found.name() + " is not a number"));
            return Optional.empty();
        }
    }

    /// A number, or the bounds of autoscaling: then the least.
    private Optional<Located<Integer>> replicas() {
        Optional<Value> value = fields.get("replicas");
        if (value.isEmpty()) {
            diagnostics.warning(
                    SpecCode.MISSING_KEY,
                    fields.owner().origin(),
                    fields.owner().name()
                            + " has no \"replicas\"; it is 1 here, and the API wants it");
            return Optional.empty();
        }
        return value.get().isMapping()
                ? value.flatMap(found -> found.mapping(this::autoscaling)).flatMap(found -> found)
                : value.flatMap(found -> found.integer(0, MAX_REPLICAS));
    }

    private Optional<Located<Integer>> autoscaling(Fields bounds) {
        cloud.passOver(bounds, "max_replicas", "metrics", "polling_interval");
        CloudKeys.misnamed(bounds, "max", "max_replicas");
        Optional<Value> least =
                bounds.get("min_replicas")
                        .or(() -> CloudKeys.misnamed(bounds, "min", "min_replicas"));
        return least.flatMap(found -> found.integer(0, MAX_REPLICAS));
    }

    private List<Located<EnvironmentVariable>> environment() {
        List<Located<EnvironmentVariable>> variables = new ArrayList<>();
        Optional<Value> env = fields.get("env");
        if (env.filter(Value::isList).isPresent()) {
            env.get()
                    .error(
                            SpecCode.WRONG_KIND,
                            "env is a list; it must be a mapping",
                            "write NAME: value");
            return variables;
        }
        for (Value.Member member : env.map(Value::members).orElse(List.of())) {
            if (!member.value().isNull()) {
                member.value()
                        .string()
                        .map(text -> variable(member.key().value(), text.value(), member.value()))
                        .ifPresent(variables::add);
            }
        }
        return variables;
    }

    private static Located<EnvironmentVariable> variable(String name, String text, Value place) {
        if (text.startsWith(SECRET)) {
            return Cloud.secret(name, text.substring(SECRET.length()), place);
        }
        if (place.isUnquotedNumber()) {
            place.diagnostics()
                    .warning(
                            CloudCode.OTHER_KIND,
                            place.origin(),
                            place.name() + " is a number, where a text is wanted",
                            "put it in quotes");
        }
        return place.at(new EnvironmentVariable(name, text));
    }
}
