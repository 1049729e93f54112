package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.probes.Target;
import dev.probity.spec.Handler;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.kubernetes.ProbeFields;
import dev.probity.spec.kubernetes.ProbeRules;
import dev.probity.spec.kubernetes.ProbeTree;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a case asks for, with the servers' ports in it.
///
/// @param proxies what the program's surroundings say about proxies, by variable
/// @param repeat how many attempts are made, one after the other
record ActionInput(
        Probe probe,
        ProbeType type,
        Target target,
        Map<String, String> proxies,
        int repeat,
        String pod,
        String container) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN =
            Set.of(
                    "probe",
                    "probeType",
                    "servers",
                    "podIP",
                    "containerPorts",
                    "containerEnv",
                    "engineEnv",
                    "repeat",
                    "podName",
                    "containerName");

    static ActionInput of(JsonNode input) {
        Fields.allow(input, "input", KNOWN);
        return new ActionInput(
                probe(input.path("probe")),
                type(input.path("probeType").asText("liveness")),
                new Target(
                        input.path("podIP").asText("127.0.0.1"),
                        ports(input.path("containerPorts")),
                        environment(input.path("containerEnv"))),
                Fields.texts(input.path("engineEnv")),
                input.path("repeat").asInt(1),
                input.path("podName").asText("case"),
                input.path("containerName").asText("case"));
    }

    private static ProbeType type(String name) {
        for (ProbeType type : ProbeType.values()) {
            if (type.title().equalsIgnoreCase(name)) {
                return type;
            }
        }
        throw new MalformedCase("probeType is " + name + "; it is startup, liveness or readiness");
    }

    private static Probe probe(JsonNode probe) {
        ProbeFields fields =
                ProbeRules.defaulted(
                        ProbeTree.decode(JSON.convertValue(probe, Map.class), "input.probe"));
        return new Probe(
                handler(fields),
                Duration.ofSeconds(fields.initialDelaySeconds()),
                Duration.ofSeconds(fields.periodSeconds()),
                Duration.ofSeconds(fields.timeoutSeconds()),
                fields.successThreshold(),
                fields.failureThreshold(),
                Optional.empty());
    }

    private static Handler handler(ProbeFields fields) {
        return fields.exec()
                .<Handler>map(exec -> new Handler.Exec(exec.command()))
                .or(() -> fields.httpGet().map(ActionInput::httpGet))
                .or(() ->
                        fields.tcpSocket()
                                .map(tcp -> new Handler.TcpSocket(present(tcp.host()), tcp.port())))
                .or(() -> fields.grpc().map(grpc -> new Handler.Grpc(grpc.port(), grpc.service())))
                .orElseThrow(() -> new MalformedCase("input.probe has no handler"));
    }

    private static Handler httpGet(ProbeFields.HttpGet get) {
        return new Handler.HttpGet(
                present(get.host()),
                get.port(),
                get.path(),
                Handler.Scheme.valueOf(get.scheme()),
                get.headers());
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    /// Only the container's own port counts, whatever the machine shows of it (R42).
    private static Map<Port, Integer> ports(JsonNode list) {
        Map<Port, Integer> ports = new LinkedHashMap<>();
        for (JsonNode port : list) {
            Fields.allow(
                    port,
                    "containerPorts",
                    Set.of("name", "containerPort", "hostPort", "protocol", "hostIP"));
            int number = port.path("containerPort").asInt();
            String name = port.path("name").asText(String.valueOf(number));
            ports.put(new Port(name, OptionalInt.of(number)), number);
        }
        return ports;
    }

    /// Entries with a literal value; one that refers to something else stands for none.
    private static Map<String, String> environment(JsonNode environment) {
        if (environment.isObject()) {
            return Fields.texts(environment);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode entry : environment) {
            Fields.allow(entry, "containerEnv", Set.of("name", "value", "valueFrom"));
            if (!entry.has("valueFrom")) {
                values.put(entry.path("name").asText(), entry.path("value").asText(""));
            }
        }
        return values;
    }

    /// The command of an exec probe needs a process to be run in.
    boolean needsProcess() {
        return probe.handler() instanceof Handler.Exec;
    }
}
