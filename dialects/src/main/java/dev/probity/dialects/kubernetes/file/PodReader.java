package dev.probity.dialects.kubernetes.file;

import static java.util.Map.entry;

import dev.probity.dialects.kubernetes.file.PodOwner.Kind;
import dev.probity.dialects.kubernetes.file.PodOwner.PodMetadata;
import dev.probity.dialects.kubernetes.file.PodOwner.PodSpec;
import dev.probity.spec.Located;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what makes Pods: its own numbers, and the Pod inside.
final class PodReader {
    private static final Map<String, RestartPolicy> RESTART_POLICIES =
            Choices.of(
                    entry("Always", RestartPolicy.ALWAYS),
                    entry("OnFailure", RestartPolicy.ON_FAILURE),
                    entry("Never", RestartPolicy.NEVER));

    /// More than any machine runs.
    private static final int MAX_REPLICAS = 1000;

    private final Kind kind;
    private final Metadata metadata;

    PodReader(Kind kind, Metadata metadata) {
        this.kind = kind;
        this.metadata = metadata;
    }

    /// @param root of the object
    Optional<PodOwner> read(Fields root) {
        if (kind == Kind.POD) {
            return root.mapping("spec", spec -> pod(spec, Map.of()))
                    .map(spec ->
                            owner(
                                    Optional.empty(),
                                    new PodMetadata(metadata.labels(), metadata.annotations()),
                                    spec));
        }
        Optional<Value> spec = root.get("spec");
        if (spec.isEmpty()) {
            Texts.missing(root.owner(), "spec");
        }
        return spec.flatMap(value -> value.mapping(this::template)).flatMap(found -> found);
    }

    private PodOwner owner(Optional<Located<Integer>> replicas, PodMetadata pod, PodSpec spec) {
        return new PodOwner(kind, metadata, replicas, pod, spec);
    }

    private Optional<PodOwner> template(Fields spec) {
        Lost.OWNER.report(spec);
        Optional<Located<Integer>> replicas = replicas(spec);
        Optional<Map<String, Located<String>>> selector = selector(spec);
        Map<String, VolumeClaim> claims =
                kind == Kind.STATEFUL_SET ? ClaimReader.read(spec, replicas) : Map.of();
        Optional<Value> template = spec.get("template");
        if (template.isEmpty()) {
            Texts.missing(spec.owner(), "template");
        }
        return template.flatMap(value ->
                value.mapping(
                                fields -> {
                                    PodMetadata pod =
                                            fields.mapping("metadata", PodReader::podMetadata)
                                                    .orElseGet(() ->
                                                            new PodMetadata(Map.of(), Map.of()));
                                    selector.ifPresent(labels -> checkSelector(labels, pod, value));
                                    Optional<Value> inner = fields.get("spec");
                                    if (inner.isEmpty()) {
                                        Texts.missing(value, "spec");
                                    }
                                    return inner.flatMap(
                                                    it -> it.mapping(found -> pod(found, claims)))
                                            .map(it -> owner(replicas, pod, it));
                                })
                        .flatMap(found -> found));
    }

    private Optional<Located<Integer>> replicas(Fields spec) {
        return switch (kind) {
            case DEPLOYMENT, STATEFUL_SET, REPLICA_SET -> spec.integer("replicas", 0, MAX_REPLICAS);
            case JOB -> spec.integer("parallelism", 0, MAX_REPLICAS);
            case DAEMON_SET, POD -> Optional.empty();
        };
    }

    /// What it finds its Pods by: those of the template at least.
    private Optional<Map<String, Located<String>>> selector(Fields spec) {
        if (kind == Kind.STATEFUL_SET) {
            spec.alsoKnown("serviceName");
        }
        Optional<Value> selector = spec.get("selector");
        if (selector.isEmpty() && kind != Kind.JOB) {
            Texts.missing(spec.owner(), "selector");
        }
        return selector.flatMap(value ->
                value.mapping(fields -> {
                    fields.get("matchExpressions")
                            .ifPresent(found ->
                                    Lost.report(found, "only \"matchLabels\" are compared"));
                    return Texts.map(fields, "matchLabels");
                }));
    }

    private static void checkSelector(
            Map<String, Located<String>> selector, PodMetadata pod, Value template) {
        selector.forEach((key, wanted) -> {
            Located<String> label = pod.labels().get(key);
            if (label == null || !label.value().equals(wanted.value())) {
                template.diagnostics()
                        .error(
                                KubernetesCode.INVALID,
                                wanted.origin(),
                                template.path()
                                        + ".metadata.labels: Invalid value: `selector` does"
                                        + " not match template `labels`",
                                "give the template the label \"%s: %s\""
                                        .formatted(key, wanted.value()));
            }
        });
    }

    private static PodMetadata podMetadata(Fields fields) {
        Lost.METADATA.report(fields);
        fields.alsoKnown("name", "namespace");
        return new PodMetadata(Texts.map(fields, "labels"), Texts.map(fields, "annotations"));
    }

    /// @param claims of the volumes that each Pod of a StatefulSet gets, by their names
    private PodSpec pod(Fields fields, Map<String, VolumeClaim> claims) {
        Lost.POD.report(fields);
        var volumes = new PodVolumes(fields, claims);
        var reader = new ContainerReader(new ImageReader(fields, volumes));
        List<PodContainer> containers = new ArrayList<>(reader.read(fields, true));
        containers.addAll(reader.read(fields, false));
        Optional<Located<String>> account = Texts.text(fields, "serviceAccountName");
        return new PodSpec(
                volumes.settled(containers),
                restartPolicy(fields),
                fields.seconds("terminationGracePeriodSeconds", 0),
                ContainerReader.security(fields).user(),
                account.map(Located::value).orElse("default"));
    }

    private Optional<Located<RestartPolicy>> restartPolicy(Fields fields) {
        Optional<Located<RestartPolicy>> policy = fields.oneOf("restartPolicy", RESTART_POLICIES);
        boolean always =
                policy.map(Located::value).orElse(RestartPolicy.ALWAYS) == RestartPolicy.ALWAYS;
        boolean fits =
                switch (kind) {
                    case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET -> always;
                    case JOB -> !always;
                    case POD -> true;
                };
        if (!fits) {
            Value place = fields.get("restartPolicy").orElse(fields.owner());
            String path = fields.owner().path() + ".restartPolicy";
            place.error(
                    KubernetesCode.INVALID,
                    path
                            + ": Unsupported value: supported values: "
                            + (kind == Kind.JOB ? "\"OnFailure\", \"Never\"" : "\"Always\""),
                    kind == Kind.JOB
                            ? "write \"restartPolicy: OnFailure\""
                            : "what ends by itself is a Job or a Pod");
        }
        return policy;
    }
}
