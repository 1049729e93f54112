package dev.probity.spec.resolving;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where the fields of a probe stand in its file, for errors that name fields by path.
final class ProbeOrigins {
    private final Map<String, Origin> origins = new HashMap<>();
    private final Origin probe;

    ProbeOrigins(String path, WrittenProbe written) {
        this.probe = written.origin();
        written.handlers().forEach(handler -> add(path, handler));
        add(path + ".initialDelaySeconds", written.initialDelaySeconds());
        add(path + ".timeoutSeconds", written.timeoutSeconds());
        add(path + ".periodSeconds", written.periodSeconds());
        add(path + ".successThreshold", written.successThreshold());
        add(path + ".failureThreshold", written.failureThreshold());
        add(path + ".terminationGracePeriodSeconds", written.terminationGracePeriodSeconds());
    }

    ProbeOrigins(String path, Located<WrittenHandler> handler) {
        this.probe = handler.origin();
        add(path, handler);
    }

    /// The field's place, or that of what it is missing from.
    Origin of(String field) {
        Origin known = origins.get(field);
        if (known != null) {
            return known;
        }
        int dot = field.lastIndexOf('.');
        return dot < 0 ? probe : of(field.substring(0, dot));
    }

    private void add(String path, Located<WrittenHandler> handler) {
        switch (handler.value()) {
            case WrittenHandler.Exec _ -> origins.put(path + ".exec", handler.origin());
            case WrittenHandler.HttpGet get -> {
                origins.put(path + ".httpGet", handler.origin());
                add(path + ".httpGet.port", get.port());
                add(path + ".httpGet.path", get.path());
                add(path + ".httpGet.scheme", get.scheme());
                get.headers().stream()
                        .findFirst()
                        .ifPresent(header ->
                                origins.put(path + ".httpGet.httpHeaders", header.origin()));
            }
            case WrittenHandler.TcpSocket tcp -> {
                origins.put(path + ".tcpSocket", handler.origin());
                add(path + ".tcpSocket.port", tcp.port());
            }
            case WrittenHandler.Grpc grpc -> {
                origins.put(path + ".grpc", handler.origin());
                add(path + ".grpc.port", grpc.port());
            }
        }
    }

    private <T> void add(String field, Optional<Located<T>> value) {
        value.ifPresent(located -> origins.put(field, located.origin()));
    }
}
