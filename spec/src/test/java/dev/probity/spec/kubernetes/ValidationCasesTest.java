package dev.probity.spec.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.spec.ProbeType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The published cases of Kubernetes' defaulting and validation.
class ValidationCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        ValidationCasesTest.class.getResourceAsStream(
                                "/kubernetes/validation.json"))) {
            List<JsonNode> cases =
                    StreamSupport.stream(JSON.readTree(file).get("cases").spliterator(), false)
                            .toList();
            assertThat(cases).hasSize(50);
            return cases.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judgesAsKubernetesDoes(JsonNode testCase) throws IOException {
        JsonNode input = testCase.get("input");
        JsonNode expect = testCase.get("expect");
        if (input.has("old")) {
            assertErrors(
                    ProbeRules.errorsOfUpdate(decoded(input.get("old")), decoded(input.get("new"))),
                    testCase);
            return;
        }
        switch (ProbeRules.judge(tree(input), type(testCase), kind(testCase))) {
            case Judgement.Defaulted(Map<String, Object> probe) ->
                    assertThat(JSON.readTree(JSON.writeValueAsString(probe)))
                            .isEqualTo(expect.get("defaulted"));
            case Judgement.Refused(List<FieldError> errors) -> assertErrors(errors, testCase);
            case Judgement.Undecodable(String field) ->
                    assertThat(field).isEqualTo(expect.path("decodeError").asText());
        }
    }

    private static void assertErrors(List<FieldError> errors, JsonNode testCase) {
        JsonNode expected = testCase.get("expect").get("errors");
        if (expected == null) {
            fail("expected no errors, got " + errors);
            return;
        }
        assertThat(errors).hasSize(expected.size());
        for (int i = 0; i < errors.size(); i++) {
            FieldError error = errors.get(i);
            JsonNode wanted = expected.get(i);
            assertThat(error.field()).isEqualTo(wanted.get("field").asText());
            assertThat(error.type().text()).isEqualTo(wanted.get("type").asText());
            if (wanted.get("detail").isObject()) {
                assertThat(error.detail())
                        .startsWith(wanted.get("detail").get("startsWith").asText());
            } else {
                assertThat(error.detail()).isEqualTo(wanted.get("detail").asText());
            }
        }
    }

    private static ProbeFields decoded(JsonNode probe) {
        return ProbeTree.decode(tree(probe), "probe");
    }

    private static Map<String, Object> tree(JsonNode probe) {
        return JSON.convertValue(probe, new TypeReference<>() {});
    }

    private static ProbeType type(JsonNode testCase) {
        return Arrays.stream(ProbeType.values())
                .filter(type -> type.field().equals(testCase.get("probeType").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static ContainerKind kind(JsonNode testCase) {
        return Arrays.stream(ContainerKind.values())
                .filter(kind -> kind.text().equals(testCase.get("containerKind").asText()))
                .findFirst()
                .orElseThrow();
    }
}
