package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/// One container under the ideal kubelet, its real life cycle included.
final class EngineLayer implements Layer {

    @Override
    public List<String> mismatches(JsonNode scenario) {
        Fields.allow(
                scenario.path("input"),
                "input",
                "container",
                "instances",
                "containerStartsAt",
                "events",
                "until");
        EnginePlay play = new EnginePlay(scenario.path("input"));
        return Differences.between(scenario.path("expect"), play.run());
    }
}
