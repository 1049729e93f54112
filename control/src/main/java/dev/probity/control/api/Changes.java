package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.spec.Application;
import dev.probity.spec.Ingress;
import dev.probity.spec.Service;
import dev.probity.spec.yaml.Difference;
import dev.probity.spec.yaml.ProbityYaml;

import java.util.List;

/// What differs between two descriptions of one application, service by service.
final class Changes {
    private Changes() {}

    /// Nothing of what is equal; an empty list when all is.
    static ArrayNode between(Application present, Application wanted) {
        ArrayNode changes = JsonNodeFactory.instance.arrayNode();
        for (Service service : wanted.services()) {
            present.service(service.name())
                    .ifPresentOrElse(
                            before -> changed(changes, before, service),
                            () -> change(changes, service.name(), "added"));
        }
        for (Service service : present.services()) {
            if (wanted.service(service.name()).isEmpty()) {
                change(changes, service.name(), "removed");
            }
        }
        ingresses(changes, present.ingresses(), wanted.ingresses());
        return changes;
    }

    private static void changed(ArrayNode changes, Service before, Service after) {
        if (!before.equals(after)) {
            ArrayNode fields = change(changes, before.name(), "changed").putArray("fields");
            for (Difference difference : ProbityYaml.differences(before, after)) {
                fields.addObject()
                        .put("field", difference.key())
                        .put("before", difference.before())
                        .put("after", difference.after());
            }
        }
    }

    private static void ingresses(ArrayNode changes, List<Ingress> before, List<Ingress> after) {
        if (!before.equals(after)) {
            changes.addObject().put("ingresses", true).put("change", "changed");
        }
    }

    private static ObjectNode change(ArrayNode changes, String service, String change) {
        return changes.addObject().put("service", service).put("change", change);
    }
}
