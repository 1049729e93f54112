package dev.probity.control.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.spec.Application;
import dev.probity.spec.Ingress;
import dev.probity.spec.Service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

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
            new TreeSet<>(differences(json(before), json(after))).forEach(fields::add);
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

    private static JsonNode json(Service service) {
        try {
            return Json.read(dev.probity.journal.Json.write(Service.class, service));
        } catch (IOException e) {
            throw new IllegalStateException("what the journal writes is JSON", e);
        }
    }

    /// The paths under which two trees differ. No values: one of them may be a secret.
    private static List<String> differences(JsonNode before, JsonNode after) {
        List<String> paths = new ArrayList<>();
        compare("", before, after, paths);
        return paths;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> paths) {
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String at = path.isEmpty() ? name : path + "." + name;
                compare(at, before.path(name), after.path(name), paths);
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "[" + i + "]", before.get(i), after.get(i), paths);
            }
        } else if (!Objects.equals(before, after)) {
            paths.add(path);
        }
    }
}
