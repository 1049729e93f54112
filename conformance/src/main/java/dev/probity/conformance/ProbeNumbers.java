package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.Optional;

/// The numbers of a scripted probe. What its handler finds is in the case's script.
final class ProbeNumbers {

    private static final Handler SCRIPTED =
            new Handler.TcpSocket(Optional.empty(), new Handler.PortRef.Numbered(1));

    private ProbeNumbers() {}

    static Probe read(JsonNode probe, String where) {
        Fields.allow(
                probe,
                where,
                "initialDelaySeconds",
                "periodSeconds",
                "timeoutSeconds",
                "successThreshold",
                "failureThreshold",
                "terminationGracePeriodSeconds");
        return new Probe(
                SCRIPTED,
                seconds(probe, "initialDelaySeconds", 0),
                seconds(probe, "periodSeconds", 10),
                seconds(probe, "timeoutSeconds", 1),
                probe.path("successThreshold").asInt(1),
                probe.path("failureThreshold").asInt(3),
                Optional.of(probe.path("terminationGracePeriodSeconds"))
                        .filter(JsonNode::isNumber)
                        .map(Times::duration));
    }

    private static Duration seconds(JsonNode probe, String field, int otherwise) {
        return probe.has(field) ? Times.duration(probe.get(field)) : Duration.ofSeconds(otherwise);
    }

    static ProbeType type(String name) {
        return switch (name) {
            case "startup" -> ProbeType.STARTUP;
            case "liveness" -> ProbeType.LIVENESS;
            case "readiness" -> ProbeType.READINESS;
            default -> throw Fields.unknown("probeType", name);
        };
    }

    static String name(ProbeType type) {
        return type.title().toLowerCase(java.util.Locale.ROOT);
    }
}
