package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Style;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenHook;
import dev.probity.spec.written.WrittenProbe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads probes and hooks. Whether they are right is judged where they are resolved.
final class ProbeReader {
    /// What stands for a port that was reported.
    private static final PortRef ANY = new PortRef.Numbered(1);

    private ProbeReader() {}

    static WrittenProbe probe(Fields fields) {
        List<Located<WrittenHandler>> handlers = new ArrayList<>();
        handler(fields, "exec", ProbeReader::exec).ifPresent(handlers::add);
        handler(fields, "httpGet", ProbeReader::httpGet).ifPresent(handlers::add);
        handler(fields, "tcpSocket", ProbeReader::tcpSocket).ifPresent(handlers::add);
        handler(fields, "grpc", ProbeReader::grpc).ifPresent(handlers::add);
        return new WrittenProbe(
                fields.owner().origin(),
                handlers,
                int32(fields, "initialDelaySeconds"),
                int32(fields, "timeoutSeconds"),
                int32(fields, "periodSeconds"),
                int32(fields, "successThreshold"),
                int32(fields, "failureThreshold"),
                fields.get("terminationGracePeriodSeconds")
                        .flatMap(value -> value.number(Long.MIN_VALUE, Long.MAX_VALUE)));
    }

    /// Of a container's `lifecycle`.
    static Optional<Located<WrittenHook>> preStop(Fields lifecycle) {
        lifecycle.alsoKnown("stopSignal");
        lifecycle
                .get("postStart")
                .ifPresent(value -> Lost.report(value, "nothing is run after a start"));
        return lifecycle.get("preStop").flatMap(ProbeReader::hook);
    }

    private static Optional<Located<WrittenHook>> hook(Value value) {
        return value.mapping(
                        fields -> {
                            fields.get("tcpSocket")
                                    .ifPresent(socket ->
                                            Lost.report(
                                                    socket, "Kubernetes does not run it either"));
                            Optional<WrittenHook> exec =
                                    fields.mapping("exec", ProbeReader::exec)
                                            .map(WrittenHook.Exec::new);
                            Optional<WrittenHook> httpGet =
                                    fields.mapping("httpGet", ProbeReader::httpGet)
                                            .map(WrittenHook.HttpGet::new);
                            Optional<WrittenHook> sleep =
                                    fields.mapping("sleep", each -> each.get("seconds"))
                                            .flatMap(Function.identity())
                                            .flatMap(
                                                    seconds -> seconds.number(0, Integer.MAX_VALUE))
                                            .map(seconds ->
                                                    new WrittenHook.Sleep(
                                                            seconds.map(Duration::ofSeconds)));
                            if (exec.isPresent() && httpGet.isPresent()) {
                                value.error(
                                        KubernetesCode.INVALID,
                                        value.path()
                                                + ": may not specify more than 1 handler type");
                            }
                            return exec.or(() -> httpGet).or(() -> sleep);
                        })
                .flatMap(Function.identity())
                .map(value::at);
    }

    private static <H extends WrittenHandler> Optional<Located<WrittenHandler>> handler(
            Fields fields, String key, Function<Fields, H> reading) {
        return fields.get(key)
                .flatMap(
                        value -> value.mapping(reading).<WrittenHandler>map(h -> h).map(value::at));
    }

    private static WrittenHandler.Exec exec(Fields fields) {
        return new WrittenHandler.Exec(Texts.texts(fields, "command"));
    }

    private static WrittenHandler.HttpGet httpGet(Fields fields) {
        return new WrittenHandler.HttpGet(
                Texts.text(fields, "host"),
                port(fields),
                Texts.text(fields, "path"),
                Texts.text(fields, "scheme"),
                fields.list("httpHeaders").stream()
                        .flatMap(item -> header(item).stream())
                        .toList());
    }

    private static Optional<Located<Handler.Header>> header(Value value) {
        return value.mapping(fields ->
                value.at(
                        new Handler.Header(
                                Texts.text(fields, "name").map(Located::value).orElse(""),
                                Texts.text(fields, "value").map(Located::value).orElse(""))));
    }

    private static WrittenHandler.TcpSocket tcpSocket(Fields fields) {
        return new WrittenHandler.TcpSocket(Texts.text(fields, "host"), port(fields));
    }

    private static WrittenHandler.Grpc grpc(Fields fields) {
        Optional<Located<PortRef>> port =
                fields.get("port")
                        .map(value ->
                                int32(value).map(ProbeReader::numbered).orElse(value.at(ANY)));
        return new WrittenHandler.Grpc(port, Texts.text(fields, "service"));
    }

    private static Optional<Located<PortRef>> port(Fields fields) {
        return fields.get("port").map(ProbeReader::port);
    }

    /// A number, or the name of a port.
    static Located<PortRef> port(Value value) {
        if (value.node() instanceof Scalar scalar && scalar.style() != Style.PLAIN) {
            return value.at(new PortRef.Named(scalar.text()));
        }
        if (value.isInteger()) {
            return int32(value).map(ProbeReader::numbered).orElse(value.at(ANY));
        }
        return Texts.text(value)
                .map(name -> name.<PortRef>map(PortRef.Named::new))
                .orElse(value.at(ANY));
    }

    private static Located<PortRef> numbered(Located<Integer> number) {
        return number.map(PortRef.Numbered::new);
    }

    private static Optional<Located<Integer>> int32(Fields fields, String key) {
        return fields.get(key).flatMap(ProbeReader::int32);
    }

    static Optional<Located<Integer>> int32(Value value) {
        return value.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
