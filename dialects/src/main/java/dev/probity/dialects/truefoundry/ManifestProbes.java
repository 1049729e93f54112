package dev.probity.dialects.truefoundry;

import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.ProbeKeys;
import dev.probity.spec.Handler;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `startup_probe`, `liveness_probe` and `readiness_probe`.
final class ManifestProbes {
    static final Map<ProbeType, String> KEYS =
            Map.of(
                    ProbeType.STARTUP, "startup_probe",
                    ProbeType.LIVENESS, "liveness_probe",
                    ProbeType.READINESS, "readiness_probe");

    static final ProbeKeys NUMBERS =
            new ProbeKeys(
                    "initial_delay_seconds",
                    "period_seconds",
                    "timeout_seconds",
                    "success_threshold",
                    "failure_threshold");

    private static final int LONGEST = 36_000; // seconds; the API's bound

    private static final Origin DEFAULT = new Origin.Default(TrueFoundryDialect.RULE);

    private enum Kind {
        HTTP,
        TCP,
        COMMAND,
        GRPC
    }

    /// The API knows `http` only; its vendor's documents claim the others.
    private static final Map<String, Kind> KINDS =
            Choices.of(
                    Map.entry("http", Kind.HTTP),
                    Map.entry("tcp", Kind.TCP),
                    Map.entry("command", Kind.COMMAND),
                    Map.entry("exec", Kind.COMMAND),
                    Map.entry("grpc", Kind.GRPC));

    private ManifestProbes() {}

    static Map<ProbeType, WrittenProbe> read(Fields service) {
        Map<ProbeType, WrittenProbe> probes = new EnumMap<>(ProbeType.class);
        for (ProbeType type : ProbeType.values()) {
            service.get(KEYS.getOrDefault(type, ""))
                    .map(value -> value.in(ManifestReader.STRICT))
                    .flatMap(value -> value.mapping(ManifestProbes::probe))
                    .ifPresent(probe -> probes.put(type, probe));
        }
        return probes;
    }

    private static WrittenProbe probe(Fields fields) {
        List<Located<WrittenHandler>> handlers =
                fields
                        .required("config")
                        .flatMap(config -> config.mapping(ManifestProbes::handler))
                        .stream()
                        .toList();
        fields.integer(NUMBERS.initialDelay(), Integer.MIN_VALUE, Integer.MAX_VALUE)
                .filter(delay -> delay.value() > LONGEST)
                .ifPresent(delay ->
                        fields.owner()
                                .diagnostics()
                                .error(
                                        SpecCode.OUT_OF_RANGE,
                                        delay.origin(),
                                        "initial_delay_seconds is %d; the most it can be is %d"
                                                .formatted(delay.value(), LONGEST)));
        return NUMBERS.read(fields, handlers);
    }

    private static Located<WrittenHandler> handler(Fields fields) {
        Kind kind = fields.oneOf("type", KINDS).map(Located::value).orElse(Kind.HTTP);
        if (kind != Kind.HTTP) {
            fields.owner()
                    .diagnostics()
                    .warning(
                            CloudCode.EXTENSION,
                            fields.owner().origin(),
                            "TrueFoundry will probably refuse this probe: its API knows http only",
                            "write the probe in a patch under \"kustomize\"");
        }
        return fields.owner()
                .at(
                        switch (kind) {
                            case HTTP -> http(fields);
                            case TCP ->
                                    new WrittenHandler.TcpSocket(
                                            fields.string("host"), port(fields));
                            case COMMAND ->
                                    new WrittenHandler.Exec(
                                            fields.required("command")
                                                    .map(command -> fields.strings("command"))
                                                    .orElse(List.of()));
                            case GRPC ->
                                    new WrittenHandler.Grpc(port(fields), fields.string("service"));
                        });
    }

    private static WrittenHandler http(Fields fields) {
        return new WrittenHandler.HttpGet(
                fields.string("host"),
                port(fields),
                fields.requiredString("path"),
                fields.string("scheme"),
                List.of());
    }

    /// Required, and not derived from the ports.
    private static Optional<Located<Handler.PortRef>> port(Fields fields) {
        Optional<Value> written = fields.required("port");
        return written.map(value ->
                value.integer(1, ManifestReader.MAX_PORT)
                        .map(number -> number.<Handler.PortRef>map(Handler.PortRef.Numbered::new))
                        // What was reported is not to be reported again as missing.
                        .orElseGet(() -> new Located<>(new Handler.PortRef.Numbered(1), DEFAULT)));
    }
}
