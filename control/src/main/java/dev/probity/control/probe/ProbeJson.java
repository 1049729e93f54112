package dev.probity.control.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.simulator.explain.Telling;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Secrets;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A probe as a form needs it: its handler, and each number with what it is counted in, what it
/// would be unsaid, the least it can be, and where it came from.
public final class ProbeJson {
    private static final String SECONDS = "s";
    private static final String ATTEMPTS = "attempts";

    private ProbeJson() {}

    /// @param unit `s` or `attempts`
    /// @param usual when nobody says it; absent when it is then the service's
    private record Parameter(
            String name, String unit, Optional<Long> usual, long least, Optional<Long> value) {}

    /// @param described the place as the file has it, with origins; absent when it cannot be read
    public static void write(
            ObjectNode json, ProbePlace place, Probe probe, Optional<Described> described) {
        json.put("type", place.type().title().toLowerCase(Locale.ROOT))
                .put("container", place.container().name());
        handler(json.putObject("handler"), probe.handler());
        ArrayNode parameters = json.putArray("parameters");
        for (Parameter parameter : parameters(place.type(), probe)) {
            ObjectNode one = parameters.addObject().put("name", parameter.name());
            parameter.value().ifPresent(value -> one.put("value", value));
            one.put("unit", parameter.unit());
            parameter.usual().ifPresent(usual -> one.put("default", usual));
            one.put("minimum", parameter.least());
            if (isFixed(place.type(), parameter.name())) {
                one.put("maximum", parameter.least());
            }
            parameter
                    .value()
                    .ifPresent(value ->
                            one.put("origin", origin(described, place, parameter.name(), value)));
        }
        json.put("inWords", Telling.of(place.type(), probe));
    }

    /// The application as its file says it now.
    public record Described(Map<String, Origin> origins, Optional<Probe> probe) {
        public Described {
            origins = Map.copyOf(origins);
        }
    }

    private static String origin(
            Optional<Described> described, ProbePlace place, String name, long value) {
        boolean fromFile =
                described
                        .flatMap(Described::probe)
                        .filter(probe ->
                                parameters(place.type(), probe).stream()
                                        .anyMatch(other ->
                                                other.name().equals(name)
                                                        && other.value()
                                                                .equals(Optional.of(value))))
                        .isPresent();
        if (!fromFile) {
            return "changed while it runs";
        }
        String path = String.join(".", place.path()) + "." + name;
        Optional<Origin> origin =
                described
                        .map(Described::origins)
                        .flatMap(all -> Optional.ofNullable(all.get(path)));
        return origin.map(ProbeJson::words).orElse("unknown");
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case Origin.Position position -> position.toString();
            case Origin.Default _ -> "default";
            case Origin.Outside outside -> outside.toString();
        };
    }

    /// R44: a startup or liveness probe that needs more than one success is refused.
    private static boolean isFixed(ProbeType type, String name) {
        return type != ProbeType.READINESS && name.equals("successThreshold");
    }

    private static List<Parameter> parameters(ProbeType type, Probe probe) {
        Parameter delay = seconds("initialDelaySeconds", 0, 0, probe.initialDelay());
        Parameter period = seconds("periodSeconds", 10, 1, probe.period());
        Parameter timeout = seconds("timeoutSeconds", 1, 1, probe.timeout());
        Parameter successes = attempts("successThreshold", 1, probe.successThreshold());
        Parameter failures = attempts("failureThreshold", 3, probe.failureThreshold());
        Parameter grace =
                new Parameter(
                        "terminationGracePeriodSeconds",
                        SECONDS,
                        Optional.empty(),
                        1,
                        probe.terminationGracePeriod().map(Duration::toSeconds));
        return type == ProbeType.READINESS
                ? List.of(delay, period, timeout, successes, failures)
                : List.of(delay, period, timeout, successes, failures, grace);
    }

    private static Parameter seconds(String name, long usual, long least, Duration value) {
        return new Parameter(
                name, SECONDS, Optional.of(usual), least, Optional.of(value.toSeconds()));
    }

    private static Parameter attempts(String name, long usual, long value) {
        return new Parameter(name, ATTEMPTS, Optional.of(usual), 1, Optional.of(value));
    }

    private static void handler(ObjectNode json, Handler handler) {
        switch (handler) {
            case Handler.HttpGet get -> {
                json.put("kind", "httpGet").put("path", get.path());
                port(json, get.port());
                json.put("scheme", get.scheme().name());
                get.host().ifPresent(host -> json.put("host", host));
                ArrayNode headers = json.putArray("httpHeaders");
                for (Handler.Header header : get.headers()) {
                    headers.addObject()
                            .put("name", header.name())
                            .put("value", Secrets.shown(header.name(), header.value()));
                }
            }
            case Handler.TcpSocket tcp -> {
                json.put("kind", "tcpSocket");
                port(json, tcp.port());
                tcp.host().ifPresent(host -> json.put("host", host));
            }
            case Handler.Grpc grpc -> {
                json.put("kind", "grpc");
                port(json, grpc.port());
                json.put("service", grpc.service());
            }
            case Handler.Exec exec -> {
                json.put("kind", "exec");
                exec.command().forEach(json.putArray("command")::add);
            }
        }
    }

    private static void port(ObjectNode json, PortRef port) {
        switch (port) {
            case PortRef.Numbered(int number) -> json.put("port", number);
            case PortRef.Named(String name) -> json.put("port", name);
        }
    }
}
