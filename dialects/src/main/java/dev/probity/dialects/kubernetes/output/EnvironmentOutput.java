package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Labels;
import dev.probity.dialects.Losses;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Secrets;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables of a service's containers. What looks like a secret goes into a Secret, a text of
/// several lines into a ConfigMap.
final class EnvironmentOutput {
    private final Service service;
    private final ServicePorts ports;
    private final Losses losses;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    EnvironmentOutput(Service service, ServicePorts ports, Losses losses) {
        this.service = service;
        this.ports = ports;
        this.losses = losses;
    }

    List<Branch> of(Container container) {
        List<Branch> entries = new ArrayList<>();
        boolean told =
                container.environment().stream().anyMatch(each -> each.name().equals("PORT"));
        if (container.workload() instanceof Workload.Command
                && !container.ports().isEmpty()
                && !told) {
            int first = ports.number(container, container.ports().getFirst().name());
            entries.add(new Branch().leaf("name", "PORT").leaf("value", "" + first));
        }
        for (EnvironmentVariable variable : container.environment()) {
            entries.add(entry(container, variable));
        }
        return entries;
    }

    private Branch entry(Container container, EnvironmentVariable variable) {
        String name = variable.name();
        String value = variable.value();
        Branch entry = new Branch().leaf("name", name);
        Optional<SecretReference> reference = SecretReference.of(value);
        if (reference.isPresent()) {
            return entry.put("valueFrom", kept(name, reference.get()));
        }
        Optional<String> field = field(value);
        if (field.isPresent()) {
            return entry.put(
                    "valueFrom",
                    new Branch().put("fieldRef", new Branch().leaf("fieldPath", field.get())));
        }
        if (!Secrets.shown(name, value).equals(value)) {
            String key = key(container, name, value, secrets);
            return entry.put("valueFrom", from("secretKeyRef", service.name(), key));
        }
        if (value.contains("\n")) {
            String key = key(container, name, value, texts);
            return entry.put("valueFrom", from("configMapKeyRef", service.name(), key));
        }
        return entry.leaf("value", Placeholders.fill(value, container, ports));
    }

    /// Two containers may give one name different values.
    private static String key(
            Container container, String name, String value, Map<String, String> entries) {
        String before = entries.putIfAbsent(name, value);
        if (before == null || before.equals(value)) {
            return name;
        }
        String key = container.name() + "." + name;
        entries.put(key, value);
        return key;
    }

    private static Branch from(String kind, String object, String key) {
        return new Branch().put(kind, new Branch().leaf("name", object).leaf("key", key));
    }

    private static Optional<String> field(String value) {
        return switch (value) {
            case "{env:PROBITY_REPLICA}" -> Optional.of("metadata.name");
            case "{env:APP_INSTANCE}" -> Optional.of("metadata.uid");
            default -> Optional.empty();
        };
    }

    /// A secret that is kept elsewhere: the cluster has to have it.
    private Branch kept(String variable, SecretReference reference) {
        String name = reference.name();
        int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
        String object = end <= 0 ? service.name() : Labels.of(name.substring(0, end));
        losses.note(
                "services." + service.name() + ".env." + variable,
                "the value of the secret is not known",
                "the cluster needs a Secret \"%s\" with the key \"%s\""
                        .formatted(object, reference.key()));
        return from("secretKeyRef", object, reference.key());
    }

    /// The objects that the entries refer to.
    List<Branch> documents(Labelled labelled) {
        List<Branch> documents = new ArrayList<>();
        if (!texts.isEmpty()) {
            documents.add(
                    labelled.head(ObjectType.CONFIG_MAP, service.name(), service.name())
                            .put("data", data(texts)));
        }
        if (!secrets.isEmpty()) {
            documents.add(
                    labelled.head(ObjectType.SECRET, service.name(), service.name())
                            .put("stringData", data(secrets)));
        }
        return documents;
    }

    private static Branch data(Map<String, String> entries) {
        Branch data = new Branch();
        entries.forEach(data::leaf);
        return data;
    }
}
