package dev.probity.dialects.blueprint;

import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.ProbeKeys;
import dev.probity.spec.Handler;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `recipe_startup_probe_params` and its two siblings.
///
/// @param containerPort what the image listens on
record RecipeProbes(Optional<Located<Integer>> containerPort) {
    static final Map<ProbeType, String> KEYS =
            Map.of(
                    ProbeType.STARTUP, "recipe_startup_probe_params",
                    ProbeType.LIVENESS, "recipe_liveness_probe_params",
                    ProbeType.READINESS, "recipe_readiness_probe_params");

    static final ProbeKeys NUMBERS =
            new ProbeKeys(
                    "initial_delay_seconds",
                    "period_seconds",
                    "timeout_seconds",
                    "success_threshold",
                    "failure_threshold");

    private static final Origin DEFAULT = new Origin.Default(BlueprintDialect.RULE);
    private static final int MAX_PORT = 65535;
    private static final int PORT = 8000; // the control plane's, whatever the image listens on

    Map<ProbeType, WrittenProbe> read(Fields recipe) {
        Map<ProbeType, WrittenProbe> probes = new EnumMap<>(ProbeType.class);
        for (ProbeType type : ProbeType.values()) {
            recipe.get(KEYS.getOrDefault(type, ""))
                    .map(value -> value.in(BlueprintReader.STRICT))
                    .flatMap(value -> value.mapping(this::probe))
                    .ifPresent(probe -> probes.put(type, probe));
        }
        return probes;
    }

    private WrittenProbe probe(Fields fields) {
        Optional<Located<String>> path = fields.string("endpoint_path");
        Optional<Located<String>> scheme = fields.string("scheme");
        Optional<Located<Handler.PortRef>> port =
                Optional.of(port(fields).map(Handler.PortRef.Numbered::new));
        boolean tcp = scheme.filter(word -> word.value().equals("TCP")).isPresent();
        if (!tcp && path.isEmpty()) {
            fields.owner()
                    .diagnostics()
                    .warning(
                            SpecCode.MISSING_KEY,
                            fields.owner().origin(),
                            fields.owner().name() + " has no \"endpoint_path\"; \"/\" is asked",
                            "write it, or \"scheme\": \"TCP\"");
        }
        WrittenHandler handler =
                tcp
                        ? new WrittenHandler.TcpSocket(Optional.empty(), port)
                        : new WrittenHandler.HttpGet(
                                Optional.empty(), port, path, scheme, List.of());
        return NUMBERS.read(fields, List.of(fields.owner().at(handler)));
    }

    private Located<Integer> port(Fields fields) {
        Optional<Located<Integer>> written = fields.integer("port", 1, MAX_PORT);
        if (written.isEmpty() && containerPort.filter(own -> own.value() != PORT).isPresent()) {
            fields.owner()
                    .diagnostics()
                    .warning(
                            CloudCode.PROBE_PORT,
                            fields.owner().origin(),
                            "the probe asks port 8000, the control plane's default, and the"
                                    + " container listens on "
                                    + containerPort.get().value(),
                            "write \"port\": " + containerPort.get().value());
        }
        return written.orElseGet(() -> new Located<>(PORT, DEFAULT));
    }
}
