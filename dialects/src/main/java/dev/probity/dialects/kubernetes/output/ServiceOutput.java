package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Losses;
import dev.probity.spec.Binding;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Container;
import dev.probity.spec.Service;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The Service in front of one service, or the name of an external one; and the one that gives the
/// replicas of a StatefulSet their names.
final class ServiceOutput {
    private static final int PRIVILEGED = 1024;
    private static final String HEADLESS = "-headless";
    private static final int MAX_NAME = 63; // of a Service, as a label of DNS

    private final Service service;
    private final Labelled labelled;
    private final Losses losses;

    ServiceOutput(Service service, Labelled labelled, Losses losses) {
        this.service = service;
        this.labelled = labelled;
        this.losses = losses;
    }

    /// @param stateful whether replicas have names of their own
    List<Branch> documents(ServicePorts ports, boolean stateful) {
        List<Branch> documents = new ArrayList<>(document(ports));
        if (stateful) {
            documents.add(
                    labelled.head(ObjectType.SERVICE, headless(service), service.name())
                            .put(
                                    "spec",
                                    new Branch()
                                            .leaf("clusterIP", "None")
                                            .put("selector", Labelled.selector(service.name()))));
        }
        return documents;
    }

    /// Beside the Service that balances, whose address programs are told.
    static String headless(Service service) {
        int room = MAX_NAME - HEADLESS.length();
        String name = service.name();
        return name.substring(0, Math.min(name.length(), room)) + HEADLESS;
    }

    /// None for a service that nobody connects to.
    private List<Branch> document(ServicePorts ports) {
        if (service.bindings().isEmpty()) {
            return List.of();
        }
        List<Branch> entries = new ArrayList<>();
        List<String> chosen = new ArrayList<>();
        for (Binding binding : service.bindings()) {
            int front = ports.front(binding);
            entries.add(port(binding, front, ports));
            annotated(binding, front).ifPresent(chosen::add);
            exposed(binding);
        }
        Branch spec = new Branch();
        if (service.external()) {
            spec.leaf("type", "ExternalName").leaf("externalName", host());
        } else {
            spec.leaf("type", "ClusterIP").put("selector", Labelled.selector(service.name()));
        }
        spec.items("ports", entries);
        Map<String, String> annotations =
                chosen.isEmpty() ? Map.of() : Map.of("probity.dev/ports", String.join(",", chosen));
        return List.of(
                labelled.head(ObjectType.SERVICE, service.name(), service.name(), annotations)
                        .put("spec", spec));
    }

    private String host() {
        Binding first = service.bindings().getFirst();
        return first.advertisedHost().orElse(first.address());
    }

    private Branch port(Binding binding, int front, ServicePorts ports) {
        Branch entry = new Branch();
        String name = name(binding);
        if (!name.isEmpty()) {
            entry.leaf("name", name);
        }
        entry.leaf("port", front);
        Optional<Container> container = service.listening(binding.targetPort());
        container.ifPresent(
                found -> entry.leaf("targetPort", ports.number(found, binding.targetPort())));
        return entry.leaf("protocol", "TCP")
                .leaf("appProtocol", binding.protocol() == Protocol.HTTP ? "http" : "tcp");
    }

    /// Several ports of a Service have names.
    private String name(Binding binding) {
        return binding.name().isEmpty() && service.bindings().size() > 1
                ? binding.targetPort()
                : binding.name();
    }

    /// Where the reader would serve it elsewhere than it is served now.
    private Optional<String> annotated(Binding binding, int front) {
        if (service.external()) {
            return Optional.empty();
        }
        OptionalInt port = binding.port();
        boolean anyWay = port.isEmpty() && front < PRIVILEGED;
        boolean sameWay = port.isPresent() && port.getAsInt() >= PRIVILEGED;
        if (anyWay || sameWay) {
            return Optional.empty();
        }
        String where = port.isPresent() ? "" + port.getAsInt() : "any";
        String name = name(binding);
        return Optional.of(name.isEmpty() ? where : name + "=" + where);
    }

    private void exposed(Binding binding) {
        if (!service.external() && !binding.address().equals("127.0.0.1")) {
            losses.note(
                    "services." + service.name() + ".ports",
                    "a Service of the type ClusterIP is for the cluster only",
                    "who is outside reaches it through an Ingress, or with another type");
        }
    }
}
