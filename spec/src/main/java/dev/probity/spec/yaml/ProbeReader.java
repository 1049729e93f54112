package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a probe. Whether its numbers are right is for Kubernetes' rules to say.
final class ProbeReader {
    private final HandlerReader handlers;

    ProbeReader(Ports ports) {
        this.handlers = new HandlerReader(ports);
    }

    WrittenProbe read(Fields fields) {
        return new WrittenProbe(
                fields.owner().origin(),
                handlers(fields),
                number(fields, "initialDelaySeconds"),
                number(fields, "timeoutSeconds"),
                number(fields, "periodSeconds"),
                number(fields, "successThreshold"),
                number(fields, "failureThreshold"),
                fields.get("terminationGracePeriodSeconds")
                        .flatMap(value -> value.number(Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }

    private List<Located<WrittenHandler>> handlers(Fields fields) {
        List<Located<WrittenHandler>> found = new ArrayList<>();
        // In the order in which Kubernetes looks for them.
        fields.get("exec").flatMap(HandlerReader::exec).ifPresent(found::add);
        fields.get("httpGet").flatMap(handlers::httpGet).ifPresent(found::add);
        fields.get("tcpSocket").flatMap(handlers::tcpSocket).ifPresent(found::add);
        fields.get("grpc").flatMap(handlers::grpc).ifPresent(found::add);
        return found;
    }

    private static Optional<Located<Integer>> number(Fields fields, String key) {
        Optional<Value> value = fields.get(key);
        return value.flatMap(found -> found.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
}
