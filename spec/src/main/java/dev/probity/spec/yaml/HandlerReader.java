package dev.probity.spec.yaml;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
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
        return value.isPresent() ? value.flatMap(HandlerReader::port) : ports.first();
    }

    /// A number, or the name of a declared port. A number in quotes is a slip, not a name.
    private static Optional<Located<PortRef>> port(Value value) {
        boolean digits =
                value.node() instanceof Scalar(_, String text, Style style)
                        && style != Style.PLAIN
                        && !text.isEmpty()
                        && text.chars().allMatch(Character::isDigit);
        if (value.isInteger() || digits) {
            Optional<Located<Integer>> number = value.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            // What was reported is not to be reported again as a missing port.
            return Optional.of(number.orElseGet(() -> value.at(1)).map(PortRef.Numbered::new));
        }
        return value.string().map(name -> name.map(PortRef.Named::new));
    }

    private static List<Located<String>> words(Value value) {
        return value.isScalar() || (value.isList() && !value.items().isEmpty())
                ? WorkloadReader.words(value).stream().map(value::at).toList()
                : List.of();
    }
}
