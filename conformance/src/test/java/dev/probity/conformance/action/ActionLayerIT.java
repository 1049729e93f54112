package dev.probity.conformance.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class ActionLayerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> cases() throws IOException {
        try (InputStream file = ActionLayerIT.class.getResourceAsStream("/cases.json")) {
            List<Arguments> cases = new ArrayList<>();
            for (JsonNode scenario : JSON.readTree(file).path("cases")) {
                if (scenario.path("layer").asText().equals("action")) {
                    cases.add(Arguments.of(scenario.path("id").asText(), scenario));
                }
            }
            return cases.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void behavesAsTheKubelet(String id, JsonNode scenario) {
        assertThat(new ActionLayer().mismatches(scenario)).as(id).isEmpty();
    }
}
