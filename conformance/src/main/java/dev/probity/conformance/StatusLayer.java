package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Phase;
import dev.probity.engine.PodCondition;
import dev.probity.engine.PodCondition.Member;
import dev.probity.engine.Verdict;
import dev.probity.engine.life.Flags;
import dev.probity.engine.life.Flags.Probed;
import dev.probity.spec.Container.Kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One generation of a pod's status from given verdicts.
final class StatusLayer implements Layer {

    @Override
    public List<String> mismatches(JsonNode scenario) {
        JsonNode input = scenario.path("input");
        Fields.allow(
                input, "input", "containers", "phase", "readinessGates", "conditions", "deleting");
        JsonNode expect = scenario.path("expect");
        return Differences.between(expect, generated(input, expect.path("flags")));
    }

    private static Map<String, Object> generated(JsonNode input, JsonNode expectedFlags) {
        Map<String, Object> flags = new LinkedHashMap<>();
        List<String> triggered = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        for (JsonNode container : input.path("containers")) {
            String name = container.path("name").asText();
            Kind kind = kind(container);
            Flags published = flags(container, kind);
            boolean known = !container.path("state").asText().equals("missing");
            // A container without a status has no flags; a case may say false for it all the same.
            if (known || expectedFlags.has(name)) {
                flags.put(name, Map.of("started", published.started(), "ready", published.ready()));
            }
            if (kind != Kind.INIT && published.triggers(probed(container, "readiness"))) {
                triggered.add(name);
            }
            members.add(new Member(name, kind, known, published.ready()));
        }
        PodCondition containersReady =
                PodCondition.containersReady(phase(input.path("phase").asText()), members);
        PodCondition ready = containersReady.andGates(gates(input), conditions(input));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("flags", flags);
        all.put("triggered", triggered);
        all.put("containersReady", words(containersReady));
        all.put("ready", words(ready));
        all.put("serving", ready.holds());
        all.put("routable", ready.holds() && !input.path("deleting").asBoolean());
        return all;
    }

    private static Flags flags(JsonNode container, Kind kind) {
        Fields.allow(
                container,
                "container",
                "name",
                "kind",
                "state",
                "exitCode",
                "startup",
                "readiness");
        boolean running = running(container.path("state").asText());
        Probed startup = probed(container, "startup");
        boolean completed =
                container.path("state").asText().equals("terminated")
                        && container.path("exitCode").asInt() == 0;
        return kind == Kind.INIT
                ? Flags.ofInit(running, completed, startup)
                : Flags.of(running, startup, probed(container, "readiness"));
    }

    private static boolean running(String state) {
        return switch (state) {
            case "running" -> true;
            case "waiting", "terminated", "missing" -> false;
            default -> throw Fields.unknown("container state", state);
        };
    }

    private static Probed probed(JsonNode container, String probe) {
        JsonNode node = container.path(probe);
        Fields.allow(node, probe, "worker", "result");
        Optional<Verdict> verdict =
                node.path("result").isTextual()
                        ? Optional.of(verdict(node.path("result").asText()))
                        : Optional.empty();
        return new Probed(node.path("worker").asBoolean(), verdict);
    }

    private static Verdict verdict(String result) {
        return switch (result) {
            case "Unknown" -> Verdict.UNKNOWN;
            case "Success" -> Verdict.PASSING;
            case "Failure" -> Verdict.FAILING;
            default -> throw Fields.unknown("result", result);
        };
    }

    private static Kind kind(JsonNode container) {
        String kind = container.path("kind").asText();
        return switch (kind) {
            case "container" -> Kind.MAIN;
            case "sidecar" -> Kind.SIDECAR;
            case "init" -> Kind.INIT;
            default -> throw Fields.unknown("kind", kind);
        };
    }

    private static Phase phase(String name) {
        return switch (name) {
            case "Pending" -> Phase.PENDING;
            case "Running" -> Phase.RUNNING;
            case "Succeeded" -> Phase.SUCCEEDED;
            case "Failed" -> Phase.FAILED;
            default -> throw Fields.unknown("phase", name);
        };
    }

    private static List<String> gates(JsonNode input) {
        List<String> gates = new ArrayList<>();
        input.path("readinessGates").forEach(gate -> gates.add(gate.asText()));
        return gates;
    }

    private static Map<String, String> conditions(JsonNode input) {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (JsonNode condition : input.path("conditions")) {
            Fields.allow(condition, "condition", "type", "status");
            conditions.put(condition.path("type").asText(), condition.path("status").asText());
        }
        return conditions;
    }

    private static Map<String, Object> words(PodCondition condition) {
        return Map.of(
                "status", condition.holds() ? "True" : "False",
                "reason", condition.reason(),
                "message", condition.message());
    }
}
