package dev.probity.spec.yaml;

import dev.probity.spec.Ingress.PathType;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.written.WrittenIngress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `ingress`: one entry point, or several by name.
final class IngressReader {
    private static final int MAX_PORT = 65535;
    private static final Map<String, PathType> PATH_TYPES =
            Choices.of(Map.entry("Prefix", PathType.PREFIX), Map.entry("Exact", PathType.EXACT));

    /// Of the only entry point, which needs no name.
    private static final String NAME = "ingress";

    private IngressReader() {}

    static List<WrittenIngress> read(Value value) {
        if (isSingle(value)) {
            return value.mapping(fields -> ingress(value.at(NAME), fields)).stream().toList();
        }
        List<WrittenIngress> ingresses = new ArrayList<>();
        for (Value.Member member : value.members()) {
            member.value()
                    .mapping(fields -> ingress(member.key(), fields))
                    .ifPresent(ingresses::add);
        }
        return ingresses;
    }

    /// An entry point called `rules` would be a mapping; the rules of the only one are a list.
    private static boolean isSingle(Value value) {
        return value.node() instanceof Node.Mapping mapping
                && mapping.get("rules").filter(Node.Sequence.class::isInstance).isPresent();
    }

    private static WrittenIngress ingress(Located<String> name, Fields fields) {
        List<WrittenIngress.Listen> listens = new ArrayList<>();
        fields.required("ports")
                .ifPresent(ports ->
                        ports.oneOrMore().forEach(port -> listen(port).ifPresent(listens::add)));
        List<WrittenIngress.Rule> rules = new ArrayList<>();
        fields.required("rules")
                .ifPresent(list ->
                        list.items()
                                .forEach(item ->
                                        item.mapping(IngressReader::rule)
                                                .flatMap(rule -> rule)
                                                .ifPresent(rules::add)));
        return new WrittenIngress(name, listens, rules);
    }

    private static Optional<WrittenIngress.Listen> listen(Value value) {
        if (value.isScalar()) {
            return value.integer(0, MAX_PORT)
                    .map(port ->
                            new WrittenIngress.Listen(
                                    value.origin(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(port)));
        }
        return value.mapping(fields ->
                new WrittenIngress.Listen(
                        value.origin(),
                        fields.string("name"),
                        fields.string("address"),
                        fields.required("port").flatMap(port -> port.integer(0, MAX_PORT))));
    }

    private static Optional<WrittenIngress.Rule> rule(Fields fields) {
        Optional<Located<String>> host = fields.string("host");
        Optional<Located<String>> path = fields.string("path");
        Optional<Located<PathType>> pathType = fields.oneOf("pathType", PATH_TYPES);
        Optional<Located<Boolean>> preservePath = fields.bool("preservePath");
        Optional<Located<String>> service = fields.requiredString("service");
        Optional<Located<String>> port = fields.string("port");
        return service.map(name ->
                new WrittenIngress.Rule(
                        fields.owner().origin(), host, path, pathType, preservePath, name, port));
    }
}
