package dev.probity.dialects.kubernetes.file;

import dev.probity.dialects.kubernetes.file.KubeService.ServicePort;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads a Service.
final class ServiceReader {
    private static final List<String> TYPES =
            List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");

    private final Metadata metadata;

    ServiceReader(Metadata metadata) {
        this.metadata = metadata;
    }

    KubeService read(Fields spec) {
        Lost.SERVICE.report(spec);
        String type = type(spec);
        Map<String, String> selector = new HashMap<>();
        Texts.map(spec, "selector").forEach((key, text) -> selector.put(key, text.value()));
        boolean headless = headless(spec);
        Optional<Located<String>> externalName = Texts.text(spec, "externalName");
        List<Value> items = spec.list("ports");
        if (items.isEmpty() && !headless && !type.equals("ExternalName")) {
            Texts.missing(spec.owner(), "ports");
        }
        return new KubeService(
                metadata,
                selector,
                items.stream()
                        .flatMap(value ->
                                value
                                        .mapping(fields -> port(fields, items.size()))
                                        .flatMap(Function.identity())
                                        .stream())
                        .toList(),
                type.equals("ExternalName") ? externalName : Optional.empty());
    }

    private static String type(Fields spec) {
        Optional<Located<String>> type = Texts.text(spec, "type");
        type.filter(word -> !TYPES.contains(word.value()))
                .ifPresent(word ->
                        spec.owner()
                                .diagnostics()
                                .error(
                                        KubernetesCode.INVALID,
                                        word.origin(),
                                        "spec.type: Unsupported value: \"%s\": supported values: %s"
                                                .formatted(
                                                        word.value(), String.join(", ", TYPES))));
        return type.map(Located::value).orElse("ClusterIP");
    }

    private static boolean headless(Fields spec) {
        Optional<Located<String>> address = Texts.text(spec, "clusterIP");
        boolean headless = address.filter(text -> text.value().equals("None")).isPresent();
        if (headless) {
            Lost.report(
                    spec.get("clusterIP").orElseThrow(),
                    "replicas have no names of their own; the gateway listens for all of them");
        }
        return headless;
    }

    /// @param count of the Service's ports: several have names
    private static Optional<ServicePort> port(Fields fields, int count) {
        Optional<Located<String>> name = Texts.text(fields, "name");
        if (name.isEmpty() && count > 1) {
            Texts.missing(fields.owner(), "name");
        }
        Optional<Value> written = fields.get("port");
        if (written.isEmpty()) {
            Texts.missing(fields.owner(), "port");
        }
        Optional<Located<Integer>> port = written.flatMap(ContainerReader::number);
        Optional<Located<PortRef>> target =
                fields.get("targetPort").map(ProbeReader::port).filter(ServiceReader::isSaid);
        Optional<Located<String>> appProtocol = Texts.text(fields, "appProtocol");
        Optional<Located<Integer>> nodePort =
                fields.get("nodePort")
                        .flatMap(ProbeReader::int32)
                        .filter(found -> found.value() > 0);
        boolean tcp =
                Texts.text(fields, "protocol")
                        .filter(word -> !word.value().equals("TCP"))
                        .isEmpty();
        if (!tcp) {
            Lost.report(fields.owner(), "the gateway carries TCP only");
        }
        return port.filter(_ -> tcp)
                .map(number ->
                        new ServicePort(
                                fields.owner().origin(),
                                name,
                                number,
                                target.orElseGet(() -> number.map(PortRef.Numbered::new)),
                                appProtocol,
                                nodePort));
    }

    private static boolean isSaid(Located<PortRef> target) {
        return switch (target.value()) {
            case PortRef.Numbered(int number) -> number != 0;
            case PortRef.Named(String name) -> !name.isEmpty();
        };
    }
}
