package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

/// One entry of `envFrom` or `env`.
public sealed interface Variables {

    /// @param value in which `$(NAME)` stands for another variable
    record Literal(String name, Located<String> value) implements Variables {}

    /// One entry of a ConfigMap or a Secret.
    record OfKey(String name, Reference object, String key) implements Variables {}

    /// All entries of a ConfigMap or a Secret.
    record AllOf(String prefix, Reference object) implements Variables {}

    /// Something about the Pod itself.
    record OfField(String name, Located<String> path) implements Variables {}

    /// @param optional whether nothing is amiss when it is not there
    record Reference(DataObject.Kind kind, String name, boolean optional, Origin origin) {}
}
