package dev.probity.dialects.kubernetes.file;

import dev.probity.dialects.kubernetes.file.Variables.Reference;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads `envFrom` and `env`, in the order in which the kubelet puts them together.
final class EnvironmentReader {
    /// The sources of an `envFrom` entry or a `valueFrom`.
    private static final List<Source> OBJECTS =
            List.of(
                    new Source("configMap", DataObject.Kind.CONFIG_MAP),
                    new Source("secret", DataObject.Kind.SECRET));

    private EnvironmentReader() {}

    private record Source(String key, DataObject.Kind kind) {}

    static List<Variables> read(Fields container) {
        List<Variables> all = new ArrayList<>();
        container.list("envFrom").stream()
                .flatMap(
                        value -> value.mapping(EnvironmentReader::allOf).orElse(List.of()).stream())
                .forEach(all::add);
        container.list("env").stream()
                .flatMap(value ->
                        value.mapping(EnvironmentReader::one).flatMap(Function.identity()).stream())
                .forEach(all::add);
        return all;
    }

    private static List<Variables> allOf(Fields fields) {
        String prefix = Texts.text(fields, "prefix").map(Located::value).orElse("");
        List<Variables> found = new ArrayList<>();
        for (Source source : OBJECTS) {
            fields.get(source.key() + "Ref")
                    .flatMap(value -> value.mapping(ref -> reference(ref, source.kind())))
                    .flatMap(Function.identity())
                    .ifPresent(object -> found.add(new Variables.AllOf(prefix, object)));
        }
        return found;
    }

    private static Optional<Variables> one(Fields fields) {
        Optional<Located<String>> name = Texts.required(fields, "name");
        Optional<Value> from = fields.get("valueFrom");
        Optional<Located<String>> value = fields.get("value").flatMap(Texts::text);
        if (from.isPresent() && value.filter(text -> !text.value().isEmpty()).isPresent()) {
            Texts.invalid(from.get(), "may not be specified when `value` is not empty");
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return from.isPresent()
                ? from.get()
                        .mapping(source -> from(name.get().value(), source))
                        .flatMap(Function.identity())
                : Optional.of(
                        new Variables.Literal(
                                name.get().value(), value.orElseGet(() -> fields.owner().at(""))));
    }

    private static Optional<Variables> from(String name, Fields source) {
        for (Source object : OBJECTS) {
            Optional<Value> value = source.get(object.key() + "KeyRef");
            if (value.isPresent()) {
                return value.get()
                        .mapping(fields -> ofKey(name, fields, object.kind()))
                        .flatMap(Function.identity());
            }
        }
        Optional<Value> field = source.get("fieldRef");
        if (field.isPresent()) {
            return field.get()
                    .mapping(fields -> {
                        fields.alsoKnown("apiVersion");
                        return Texts.required(fields, "fieldPath");
                    })
                    .flatMap(Function.identity())
                    .map(path -> new Variables.OfField(name, path));
        }
        for (String key : List.of("resourceFieldRef", "fileKeyRef")) {
            source.get(key)
                    .ifPresent(value ->
                            Lost.report(
                                    value,
                                    "the variable "
                                            + name
                                            + " is left out, since nothing here"
                                            + " knows its value"));
        }
        return Optional.empty();
    }

    private static Optional<Variables> ofKey(String name, Fields fields, DataObject.Kind kind) {
        Optional<Located<String>> key = Texts.required(fields, "key");
        Optional<Reference> object = reference(fields, kind);
        return object.isPresent() && key.isPresent()
                ? Optional.of(new Variables.OfKey(name, object.get(), key.get().value()))
                : Optional.empty();
    }

    private static Optional<Reference> reference(Fields fields, DataObject.Kind kind) {
        boolean optional = fields.bool("optional").map(Located::value).orElse(false);
        return Texts.required(fields, "name")
                .map(name -> new Reference(kind, name.value(), optional, name.origin()));
    }
}
