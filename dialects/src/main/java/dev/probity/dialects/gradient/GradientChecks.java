package dev.probity.dialects.gradient;

import dev.probity.dialects.cloud.CloudService.CloudPort;
import dev.probity.dialects.cloud.ProbeKeys;
import dev.probity.spec.Handler;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbeType;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `healthChecks`. A check that names no port asks the deployment's first one.
final class GradientChecks {
    static final Origin DEFAULT = new Origin.Default(GradientDialect.RULE);

    static final ProbeKeys KEYS =
            new ProbeKeys(
                    "initialDelaySeconds",
                    "periodSeconds",
                    "timeoutSeconds",
                    "",
                    "failureThreshold");

    private final List<CloudPort> ports;

    GradientChecks(List<CloudPort> ports) {
        this.ports = ports;
    }

    static String key(ProbeType type) {
        return switch (type) {
            case STARTUP -> "startup";
            case LIVENESS -> "liveness";
            case READINESS -> "readiness";
        };
    }

    Map<ProbeType, WrittenProbe> read(Fields deployment) {
        Map<ProbeType, WrittenProbe> probes = new EnumMap<>(ProbeType.class);
        deployment
                .get("healthChecks", "healthchecks")
                .ifPresent(checks ->
                        checks.mapping(fields -> {
                            for (ProbeType type : ProbeType.values()) {
                                fields.mapping(key(type), this::check)
                                        .ifPresent(probe -> probes.put(type, probe));
                            }
                            return true;
                        }));
        return probes;
    }

    private WrittenProbe check(Fields fields) {
        List<Located<WrittenHandler>> handlers = new ArrayList<>();
        Optional<Value> exec = fields.get("exec");
        exec.flatMap(value ->
                        value.mapping(found ->
                                value.<WrittenHandler>at(
                                        new WrittenHandler.Exec(found.strings("command")))))
                .ifPresent(handlers::add);
        WrittenHandler http =
                new WrittenHandler.HttpGet(
                        fields.string("host"),
                        port(fields),
                        exec.isPresent() ? fields.string("path") : fields.requiredString("path"),
                        Optional.empty(),
                        headers(fields));
        if (exec.isEmpty() || fields.get("path").isPresent()) {
            handlers.add(fields.owner().at(http));
        }
        return KEYS.read(fields, handlers);
    }

    private Optional<Located<Handler.PortRef>> port(Fields fields) {
        return fields.integer("port", 1, GradientReader.MAX_PORT)
                .or(() ->
                        ports.stream()
                                .findFirst()
                                .map(first -> new Located<>(first.inside().value(), DEFAULT)))
                .map(number -> number.map(Handler.PortRef.Numbered::new));
    }

    private static List<Located<Handler.Header>> headers(Fields fields) {
        List<Located<Handler.Header>> headers = new ArrayList<>();
        for (Value item : fields.list("headers")) {
            item.mapping(header -> {
                Optional<Located<String>> name = header.requiredString("name");
                Optional<Located<String>> value = header.required("value").flatMap(Value::string);
                if (name.isPresent() && value.isPresent()) {
                    headers.add(
                            item.at(new Handler.Header(name.get().value(), value.get().value())));
                }
                return true;
            });
        }
        return headers;
    }
}
