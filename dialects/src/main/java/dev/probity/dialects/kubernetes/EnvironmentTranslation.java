package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.file.DataObject;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.PodContainer;
import dev.probity.dialects.kubernetes.file.PodOwner;
import dev.probity.dialects.kubernetes.file.Variables;
import dev.probity.dialects.kubernetes.file.Variables.Reference;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.SecretReference;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the environment of a container together as the kubelet does: ConfigMaps and Secrets are
/// looked up, and `$(NAME)` is replaced by what stands before it.
final class EnvironmentTranslation {
    /// As a shell could hold it; the kubelet skips other keys of `envFrom` too.
    private static final Pattern NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

    private static final Pattern KEYED =
            Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)']");

    private final PodOwner owner;
    private final List<DataObject> data;
    private final Diagnostics diagnostics;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Located<EnvironmentVariable>> variables = new ArrayList<>();

    private EnvironmentTranslation(PodOwner owner, List<DataObject> data, Diagnostics diagnostics) {
        this.owner = owner;
        this.data = data;
        this.diagnostics = diagnostics;
    }

    /// @param variables in order; a later one of the same name wins
    /// @param values by name, for `$(NAME)` in commands
    record Environment(List<Located<EnvironmentVariable>> variables, Map<String, String> values) {}

    static Environment of(
            PodOwner owner,
            PodContainer container,
            List<DataObject> data,
            Diagnostics diagnostics) {
        var translation = new EnvironmentTranslation(owner, data, diagnostics);
        container.environment().forEach(translation::add);
        return new Environment(translation.variables, translation.values);
    }

    private void add(Variables entry) {
        switch (entry) {
            case Variables.Literal(String name, Located<String> value) ->
                    put(name, value.map(text -> Expansion.of(text, values)));
            case Variables.OfKey(String name, Reference object, String key) ->
                    ofKey(object, key).ifPresent(value -> put(name, value));
            case Variables.AllOf(String prefix, Reference object) -> allOf(prefix, object);
            case Variables.OfField(String name, Located<String> path) ->
                    ofField(path)
                            .ifPresent(value -> put(name, new Located<>(value, path.origin())));
        }
    }

    private void put(String name, Located<String> value) {
        values.put(name, value.value());
        variables.add(value.map(text -> new EnvironmentVariable(name, text)));
    }

    private Optional<DataObject> find(Reference object) {
        return data.stream()
                .filter(known ->
                        known.kind() == object.kind()
                                && known.metadata().name().value().equals(object.name()))
                .findFirst();
    }

    /// What is not in the file is asked for when it is run.
    private Optional<Located<String>> ofKey(Reference object, String key) {
        Optional<Located<String>> value =
                find(object).flatMap(found -> Optional.ofNullable(found.entries().get(key)));
        if (value.isPresent() || object.optional()) {
            return value;
        }
        String missing = object.name() + "/" + key;
        diagnostics.warning(
                KubernetesCode.NO_REFERENCE,
                object.origin(),
                "the %s \"%s\" with the key \"%s\" is not in the file"
                        .formatted(object.kind().title(), object.name(), key),
                "add it, or give the value when it is run: --secret " + missing + "=…");
        return Optional.of(new Located<>(new SecretReference(missing).text(), object.origin()));
    }

    private void allOf(String prefix, Reference object) {
        Optional<DataObject> found = find(object);
        if (found.isEmpty() && !object.optional()) {
            diagnostics.error(
                    KubernetesCode.NO_REFERENCE,
                    object.origin(),
                    "the %s \"%s\" is not in the file, so nobody knows which variables it has"
                            .formatted(object.kind().title(), object.name()),
                    "add it to the file, or write \"optional: true\" beside its name");
        }
        // What is told of the services is told by Probity itself.
        found.filter(known -> known.metadata().annotation(Annotations.DISCOVERY).isEmpty())
                .map(DataObject::entries)
                .orElse(Map.of())
                .forEach((key, value) -> {
                    String name = prefix + key;
                    if (NAME.matcher(name).matches()) {
                        put(name, value);
                    } else {
                        diagnostics.warning(
                                KubernetesCode.LOSSY,
                                value.origin(),
                                "\"%s\" is no name for a variable and is left out, as a"
                                                .formatted(name)
                                        + " kubelet does");
                    }
                });
    }

    private Optional<String> ofField(Located<String> path) {
        Matcher keyed = KEYED.matcher(path.value());
        if (keyed.matches()) {
            var map =
                    keyed.group(1).equals("labels")
                            ? owner.pod().labels()
                            : owner.pod().annotations();
            return Optional.of(
                    Optional.ofNullable(map.get(keyed.group(2))).map(Located::value).orElse(""));
        }
        return switch (path.value()) {
            case "metadata.name" -> Optional.of("{env:PROBITY_REPLICA}");
            case "metadata.uid" -> Optional.of("{env:APP_INSTANCE}");
            case "metadata.namespace" ->
                    Optional.of(owner.metadata().namespace().map(Located::value).orElse("default"));
            case "spec.serviceAccountName" -> Optional.of(owner.spec().serviceAccount());
            case "spec.nodeName" -> here(path.origin(), "localhost", "the node");
            case "status.podIP", "status.podIPs" ->
                    here(path.origin(), "127.0.0.1", "the address of the replica");
            case "status.hostIP", "status.hostIPs" ->
                    here(path.origin(), "127.0.0.1", "the address of the node");
            default -> {
                diagnostics.error(
                        KubernetesCode.INVALID,
                        path.origin(),
                        "fieldRef.fieldPath: Unsupported value: \"" + path.value() + "\"",
                        "there are metadata.name, metadata.namespace, metadata.uid,"
                                + " metadata.labels['KEY'], metadata.annotations['KEY'],"
                                + " spec.nodeName, spec.serviceAccountName, status.hostIP and"
                                + " status.podIP");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> here(Origin origin, String value, String what) {
        diagnostics.note(
                KubernetesCode.DIFFERENT,
                origin,
                "%s is \"%s\" here, for every replica".formatted(what, value));
        return Optional.of(value);
    }
}
