package dev.probity.dialects.kubernetes.output;

import dev.probity.spec.output.Output.Branch;

import java.util.Map;

/// The head of every object: what it is, its name and the labels that everybody knows.
///
/// @param application its name
record Labelled(String application) {

    /// @param service that the object belongs to; empty for none
    Branch head(ObjectType type, String name, String service) {
        return head(type, name, service, Map.of());
    }

    Branch head(ObjectType type, String name, String service, Map<String, String> annotations) {
        Branch written = new Branch();
        annotations.forEach(written::leaf);
        return new Branch()
                .leaf("apiVersion", type.version())
                .leaf("kind", type.kind())
                .put(
                        "metadata",
                        new Branch()
                                .leaf("name", name)
                                .put("labels", labels(service))
                                .put("annotations", written));
    }

    Branch labels(String service) {
        Branch labels = service.isEmpty() ? new Branch() : selector(service);
        return labels.leaf("app.kubernetes.io/part-of", application);
    }

    /// What finds the Pods of a service.
    static Branch selector(String service) {
        return new Branch().leaf("app.kubernetes.io/name", service);
    }
}
