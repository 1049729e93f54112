package dev.probity.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.spec.ProbeType;
import dev.probity.spec.kubernetes.ContainerKind;
import dev.probity.spec.kubernetes.FieldError;
import dev.probity.spec.kubernetes.Judgement;
import dev.probity.spec.kubernetes.ProbeRules;
import dev.probity.spec.kubernetes.ProbeTree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A probe as a user wrote it: defaulted, refused, or not even decoded.
final class ValidationLayer implements Layer {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<String> mismatches(JsonNode scenario) {
        Fields.allow(
                scenario,
                "case",
                "id",
                "title",
                "rules",
                "source",
                "note",
                "containerKind",
                "probeType",
                "input",
                "expect",
                "alternativeDetails");
        ContainerKind kind = kind(scenario.path("containerKind").asText());
        ProbeType type = type(scenario.path("probeType").asText());
        JsonNode input = scenario.path("input");
        Judgement judgement =
                input.has("old")
                        ? update(input, kind.path() + "." + type.field())
                        : ProbeRules.judge(tree(input), type, kind);
        return compare(scenario, judgement);
    }

    private static Judgement update(JsonNode input, String path) {
        Fields.allow(input, "input", "old", "new");
        return new Judgement.Refused(
                ProbeRules.errorsOfUpdate(
                        ProbeTree.decode(tree(input.path("old")), path),
                        ProbeTree.decode(tree(input.path("new")), path)));
    }

    private static Map<String, Object> tree(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }

    private static List<String> compare(JsonNode scenario, Judgement judgement) {
        JsonNode expect = scenario.path("expect");
        Fields.allow(expect, "expect", "defaulted", "errors", "decodeError");
        return switch (judgement) {
            case Judgement.Defaulted defaulted ->
                    Differences.between(expect, Map.of("defaulted", defaulted.probe()));
            case Judgement.Undecodable undecodable ->
                    Differences.between(expect, Map.of("decodeError", undecodable.field()));
            case Judgement.Refused refused ->
                    Differences.between(
                            expect, Map.of("errors", errors(refused.errors(), scenario)));
        };
    }

    private static List<Map<String, Object>> errors(List<FieldError> errors, JsonNode scenario) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (FieldError error : errors) {
            JsonNode expected = scenario.path("expect").path("errors").path(all.size());
            all.add(
                    Map.of(
                            "field", error.field(),
                            "type", error.type().text(),
                            "detail", detail(error.detail(), expected.path("detail"), scenario)));
        }
        return all;
    }

    /// The expected detail itself where the actual one satisfies it: by its beginning, or in the
    /// words of another release.
    private static Object detail(String actual, JsonNode expected, JsonNode scenario) {
        boolean begins =
                expected.has("startsWith")
                        && actual.startsWith(expected.path("startsWith").asText());
        boolean otherwise = false;
        for (JsonNode wording : scenario.path("alternativeDetails")) {
            otherwise |= wording.asText().equals(actual);
        }
        return begins || otherwise ? expected : actual;
    }

    private static ContainerKind kind(String text) {
        return Arrays.stream(ContainerKind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Fields.unknown("containerKind", text));
    }

    private static ProbeType type(String field) {
        return Arrays.stream(ProbeType.values())
                .filter(type -> type.field().equals(field))
                .findFirst()
                .orElseThrow(() -> Fields.unknown("probeType", field));
    }
}
