package dev.probity.spec.yaml;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Style;
import dev.probity.spec.written.WrittenHandler;

import java.util.List;
import java.util.Optional;

/// Reads the four handlers, each in Kubernetes' long form or in a short one. A handler that names
/// no port means the first one of its service.
final class HandlerReader {
    private static final PortRef NOBODYS = new PortRef.Numbered(1); // where any number will do

    private final Ports ports;

    HandlerReader(Ports ports) {
        this.ports = ports;
    }

    /// A command, or a mapping that holds one.
    static Optional<Located<WrittenHandler>> exec(Value value) {
        if (!value.isMapping()) {
            return Optional.of(value.at(new WrittenHandler.Exec(words(value))));
        }
        return value.mapping(fields ->
                value.at(
                        new WrittenHandler.Exec(
                                fields.get("command")
                                        .map(HandlerReader::words)
                                        .orElse(List.of()))));
    }

    /// A path, or a mapping.
    Optional<Located<WrittenHandler>> httpGet(Value value) {
        if (value.isScalar()) {
            return value.nonEmptyString()
                    .map(path ->
                            value.at(
                                    new WrittenHandler.HttpGet(
                                            Optional.empty(),
                                            ports.first(),
                                            Optional.of(path),
                                            Optional.empty(),
                                            List.of())));
        }
        return value.mapping(fields ->
                value.at(
                        new WrittenHandler.HttpGet(
                                text(fields, "host"),
                                port(fields),
                                text(fields, "path"),
                                text(fields, "scheme"),
                                fields.list("httpHeaders").stream()
                                        .flatMap(header -> header(header).stream())
                                        .toList())));
    }

    /// A port, or a mapping.
    Optional<Located<WrittenHandler>> tcpSocket(Value value) {
        if (value.isScalar()) {
            return port(value)
                    .map(port ->
                            value.at(
                                    new WrittenHandler.TcpSocket(
                                            Optional.empty(), Optional.of(port))));
        }
        return value.mapping(fields ->
                value.at(new WrittenHandler.TcpSocket(text(fields, "host"), port(fields))));
    }

    /// A port, or a mapping.
    Optional<Located<WrittenHandler>> grpc(Value value) {
        if (value.isScalar()) {
            return port(value)
                    .map(port ->
                            value.at(new WrittenHandler.Grpc(Optional.of(port), Optional.empty())));
        }
        return value.mapping(
                fields -> value.at(new WrittenHandler.Grpc(port(fields), text(fields, "service"))));
    }

    private static Optional<Located<Handler.Header>> header(Value value) {
        return value.mapping(fields ->
                value.at(
                        new Handler.Header(
                                text(fields, "name").map(Located::value).orElse(""),
                                text(fields, "value").map(Located::value).orElse(""))));
    }

    private static Optional<Located<String>> text(Fields fields, String key) {
        return fields.get(key).flatMap(Value::string);
    }

    private Optional<Located<PortRef>> port(Fields fields) {
        Optional<Value> value = fields.get("port");
        return value.isPresent() ? value.flatMap(this::port) : ports.first();
    }

    /// A number, or the name of a declared port. A number in quotes is a slip, not a name.
    private Optional<Located<PortRef>> port(Value value) {
        boolean digits =
                value.node() instanceof Scalar(_, String text, Style style)
                        && style != Style.PLAIN
                        && !text.isEmpty()
                        && text.chars().allMatch(Character::isDigit);
        if (value.isInteger() || digits) {
            Optional<Located<Integer>> number = value.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            // What was reported is not to be reported again as a missing port.
            return Optional.of(
                    number.<Located<PortRef>>map(port -> port.map(PortRef.Numbered::new))
                            .orElseGet(() -> value.at(NOBODYS)));
        }
        Optional<Located<String>> name = value.string();
        return name.filter(text -> text.value().startsWith("{")).isPresent()
                ? Optional.of(noPlaceholder(value, name.get()))
                : name.map(text -> text.map(PortRef.Named::new));
    }

    /// Commands and the environment have placeholders; a probe of a declared port is already made
    /// at the replica's own one.
    private Located<PortRef> noPlaceholder(Value value, Located<String> placeholder) {
        Optional<PortRef> first = ports.first().map(Located::value);
        String hint =
                first.map(port -> "write " + word(port) + ": each replica is asked at its own port")
                        .orElse("declare a port, such as \"ports: [8080]\", and write 8080 here");
        value.error(
                SpecCode.PROBE_INVALID,
                value.name()
                        + " is \""
                        + placeholder.value()
                        + "\", and no placeholder may stand there",
                hint);
        return value.at(first.orElse(NOBODYS));
    }

    private static String word(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> Integer.toString(number);
            case PortRef.Named(String name) -> name;
        };
    }

    private static List<Located<String>> words(Value value) {
        return value.isScalar() || (value.isList() && !value.items().isEmpty())
                ? WorkloadReader.words(value).stream().map(value::at).toList()
                : List.of();
    }
}
