package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Container.Kind;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenHook;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenProbe;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the containers of a Pod.
final class ContainerReader {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final int MAX_PORT = 65535;

    private final ImageReader images;
    private final Set<String> names = new HashSet<>();

    ContainerReader(ImageReader images) {
        this.images = images;
    }

    /// What a security context says that can be kept.
    record Security(Optional<Located<String>> user, boolean readOnlyRoot) {
        static final Security NONE = new Security(Optional.empty(), false);
    }

    /// @param initial whether these are `initContainers`
    List<PodContainer> read(Fields pod, boolean initial) {
        String key = initial ? "initContainers" : "containers";
        List<Value> items = pod.list(key);
        if (items.isEmpty() && !initial) {
            Texts.missing(pod.owner(), key);
        }
        return items.stream()
                .flatMap(value -> value.mapping(fields -> container(fields, initial)).stream())
                .toList();
    }

    private PodContainer container(Fields fields, boolean initial) {
        Lost.CONTAINER.report(fields);
        Kind kind = kind(fields, initial);
        Security security = security(fields);
        return new PodContainer(
                fields.owner().origin(),
                name(fields),
                kind,
                images.read(fields, security.readOnlyRoot()),
                Texts.texts(fields, "command"),
                Texts.texts(fields, "args"),
                EnvironmentReader.read(fields),
                Texts.text(fields, "workingDir"),
                security.user(),
                fields.list("ports").stream()
                        .flatMap(value ->
                                value
                                        .mapping(ContainerReader::port)
                                        .flatMap(Function.identity())
                                        .stream())
                        .toList(),
                probes(fields),
                preStop(fields, kind));
    }

    private Located<String> name(Fields fields) {
        Optional<Located<String>> name = Texts.required(fields, "name");
        if (name.isPresent()) {
            String text = name.get().value();
            Value value = fields.get("name").orElseThrow();
            if (!LABEL.matcher(text).matches()) {
                Texts.invalid(
                        value,
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric"
                                + " characters or '-', and must start and end with an alphanumeric"
                                + " character");
            } else if (!names.add(text)) {
                value.error(
                        KubernetesCode.INVALID,
                        value.path() + ": Duplicate value: \"" + text + "\"");
            }
        }
        return name.orElseGet(() -> fields.owner().at(""));
    }

    /// An init container that is always restarted is a sidecar.
    private static Kind kind(Fields fields, boolean initial) {
        Optional<Value> policy = fields.get("restartPolicy");
        if (!initial) {
            policy.ifPresent(value ->
                    value.error(
                            KubernetesCode.INVALID,
                            value.path() + ": Forbidden: may not be set for non-init containers",
                            "the Pod's restartPolicy counts"));
            return Kind.MAIN;
        }
        boolean always =
                policy.flatMap(Value::string)
                        .filter(word -> word.value().equals("Always"))
                        .isPresent();
        if (policy.isPresent() && !always) {
            Texts.invalid(policy.get(), "supported values: \"Always\"");
        }
        return policy.isPresent() ? Kind.SIDECAR : Kind.INIT;
    }

    static Security security(Fields owner) {
        return owner.mapping(
                        "securityContext",
                        fields -> {
                            Lost.SECURITY.report(fields);
                            return new Security(
                                    fields.get("runAsUser")
                                            .flatMap(value -> value.number(0, Integer.MAX_VALUE))
                                            .map(number -> number.map(String::valueOf)),
                                    fields.bool("readOnlyRootFilesystem")
                                            .map(Located::value)
                                            .orElse(false));
                        })
                .orElse(Security.NONE);
    }

    private static Optional<WrittenPort> port(Fields fields) {
        Lost.PORT.report(fields);
        Optional<Located<String>> name = Texts.text(fields, "name");
        Optional<Located<String>> protocol = Texts.text(fields, "protocol");
        Optional<Value> written = fields.get("containerPort");
        Optional<Located<Integer>> number = written.flatMap(ContainerReader::number);
        if (written.isEmpty()) {
            Texts.missing(fields.owner(), "containerPort");
        }
        boolean tcp = protocol.filter(word -> !word.value().equals("TCP")).isEmpty();
        if (!tcp) {
            Lost.report(fields.owner(), "the gateway carries TCP only");
        }
        return number.filter(_ -> tcp)
                .map(port ->
                        new WrittenPort(
                                name.orElseGet(() -> port.map(String::valueOf)),
                                Optional.of(port)));
    }

    /// A port of 1 to 65535.
    static Optional<Located<Integer>> number(Value value) {
        Optional<Located<Integer>> number = ProbeReader.int32(value);
        boolean bad =
                number.filter(found -> found.value() < 1 || found.value() > MAX_PORT).isPresent();
        if (bad) {
            Texts.invalid(value, "must be between 1 and 65535, inclusive");
        }
        return number.filter(_ -> !bad);
    }

    private static Map<ProbeType, WrittenProbe> probes(Fields fields) {
        Map<ProbeType, WrittenProbe> probes = new EnumMap<>(ProbeType.class);
        for (ProbeType type : ProbeType.values()) {
            fields.mapping(type.field(), ProbeReader::probe)
                    .ifPresent(probe -> probes.put(type, probe));
        }
        return probes;
    }

    private static Optional<Located<WrittenHook>> preStop(Fields fields, Kind kind) {
        Optional<Value> lifecycle = fields.get("lifecycle");
        if (kind == Kind.INIT && lifecycle.isPresent()) {
            lifecycle
                    .get()
                    .error(
                            KubernetesCode.INVALID,
                            lifecycle.get().path()
                                    + ": Forbidden: may not be set for init containers without"
                                    + " restartPolicy=Always");
        }
        return lifecycle
                .flatMap(value -> value.mapping(ProbeReader::preStop))
                .flatMap(Function.identity());
    }
}
