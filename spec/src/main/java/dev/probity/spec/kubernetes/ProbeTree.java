package dev.probity.spec.kubernetes;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/// Probes to and from parsed JSON. Numbers are int32 or int64 and nothing else; null is absent;
/// keys that the API does not know are dropped.
public final class ProbeTree {

    private ProbeTree() {}

    /// @param path of the probe, with which a complaint begins
    /// @throws Undecodable when a value is of the wrong kind
    public static ProbeFields decode(Map<?, ?> probe, String path) {
        return new ProbeFields(
                object(probe, path, "exec", ProbeTree::exec),
                object(probe, path, "httpGet", ProbeTree::httpGet),
                object(
                        probe,
                        path,
                        "tcpSocket",
                        (tcp, at) ->
                                new ProbeFields.TcpSocket(text(tcp, at, "host"), port(tcp, at))),
                object(
                        probe,
                        path,
                        "grpc",
                        (grpc, at) ->
                                new ProbeFields.Grpc(
                                        new PortRef.Numbered(int32(grpc, at, "port")),
                                        text(grpc, at, "service"))),
                int32(probe, path, "initialDelaySeconds"),
                int32(probe, path, "timeoutSeconds"),
                int32(probe, path, "periodSeconds"),
                int32(probe, path, "successThreshold"),
                int32(probe, path, "failureThreshold"),
                int64(probe, path, "terminationGracePeriodSeconds"));
    }

    /// As the API server writes it: what is 0 or empty is left out, except for the gRPC service.
    /// Every number is a {@link Long}.
    public static Map<String, Object> encode(ProbeFields probe) {
        Map<String, Object> tree = new LinkedHashMap<>();
        probe.exec().ifPresent(exec -> tree.put("exec", Map.of("command", exec.command())));
        probe.httpGet().ifPresent(get -> tree.put("httpGet", encode(get)));
        probe.tcpSocket()
                .ifPresent(tcp -> {
                    Map<String, Object> socket = new LinkedHashMap<>();
                    putText(socket, "host", tcp.host());
                    socket.put("port", encode(tcp.port()));
                    tree.put("tcpSocket", socket);
                });
        probe.grpc()
                .ifPresent(grpc ->
                        tree.put(
                                "grpc",
                                Map.of(
                                        "port", encode(grpc.port()),
                                        "service", grpc.service())));
        putNumber(tree, "initialDelaySeconds", probe.initialDelaySeconds());
        putNumber(tree, "timeoutSeconds", probe.timeoutSeconds());
        putNumber(tree, "periodSeconds", probe.periodSeconds());
        putNumber(tree, "successThreshold", probe.successThreshold());
        putNumber(tree, "failureThreshold", probe.failureThreshold());
        probe.terminationGracePeriodSeconds()
                .ifPresent(seconds -> tree.put("terminationGracePeriodSeconds", seconds));
        return tree;
    }

    /// A value that the API's type cannot hold.
    public static final class Undecodable extends RuntimeException {
        private final String field;

        Undecodable(String field, String wanted) {
            super(field + " must be " + wanted);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    private static ProbeFields.Exec exec(Map<?, ?> exec, String path) {
        List<String> command = new ArrayList<>();
        for (Object word : list(exec, path, "command")) {
            command.add(textOf(word, path + ".command[" + command.size() + "]"));
        }
        return new ProbeFields.Exec(command);
    }

    private static ProbeFields.HttpGet httpGet(Map<?, ?> get, String path) {
        List<Handler.Header> headers = new ArrayList<>();
        for (Object header : list(get, path, "httpHeaders")) {
            String at = path + ".httpHeaders[" + headers.size() + "]";
            if (!(header instanceof Map<?, ?> fields)) {
                throw new Undecodable(at, "an object");
            }
            headers.add(new Handler.Header(text(fields, at, "name"), text(fields, at, "value")));
        }
        return new ProbeFields.HttpGet(
                text(get, path, "host"),
                port(get, path),
                text(get, path, "path"),
                text(get, path, "scheme"),
                headers);
    }

    private static <R> Optional<R> object(
            Map<?, ?> owner, String path, String key, BiFunction<Map<?, ?>, String, R> decode) {
        return switch (owner.get(key)) {
            case null -> Optional.empty();
            case Map<?, ?> object -> Optional.of(decode.apply(object, path + "." + key));
            default -> throw new Undecodable(path + "." + key, "an object");
        };
    }

    private static List<?> list(Map<?, ?> owner, String path, String key) {
        return switch (owner.get(key)) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new Undecodable(path + "." + key, "a list");
        };
    }

    private static String text(Map<?, ?> owner, String path, String key) {
        return textOf(owner.get(key), path + "." + key);
    }

    private static String textOf(@Nullable Object value, String path) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> throw new Undecodable(path, "a string");
        };
    }

    private static PortRef port(Map<?, ?> owner, String path) {
        return owner.get("port") instanceof String name
                ? new PortRef.Named(name)
                : new PortRef.Numbered(int32(owner, path, "port"));
    }

    private static int int32(Map<?, ?> owner, String path, String key) {
        long number = int64(owner, path, key).orElse(0);
        if (number != (int) number) {
            throw new Undecodable(path + "." + key, "a 32-bit number");
        }
        return (int) number;
    }

    private static OptionalLong int64(Map<?, ?> owner, String path, String key) {
        return switch (owner.get(key)) {
            case null -> OptionalLong.empty();
            case Integer number -> OptionalLong.of(number);
            case Long number -> OptionalLong.of(number);
            default -> throw new Undecodable(path + "." + key, "a whole number");
        };
    }

    private static Map<String, Object> encode(ProbeFields.HttpGet get) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", get.path());
        tree.put("port", encode(get.port()));
        putText(tree, "host", get.host());
        tree.put("scheme", get.scheme());
        if (!get.headers().isEmpty()) {
            tree.put(
                    "httpHeaders",
                    get.headers().stream()
                            .map(header ->
                                    Map.of(
                                            "name", header.name(),
                                            "value", header.value()))
                            .toList());
        }
        return tree;
    }

    private static Object encode(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> (long) number;
            case PortRef.Named(String name) -> name;
        };
    }

    private static void putText(Map<String, Object> tree, String key, String text) {
        if (!text.isEmpty()) {
            tree.put(key, text);
        }
    }

    private static void putNumber(Map<String, Object> tree, String key, int number) {
        if (number != 0) {
            tree.put(key, (long) number);
        }
    }
}
