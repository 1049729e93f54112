package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;

/// A simulation as a document, written while it goes on: any number of events takes no memory. What
/// is known before them stands at its head.
sealed interface EventDocument permits JsonEvents, YamlEvents {

    void event(JsonNode event);

    /// @param tail what is known at last
    void end(ObjectNode tail) throws IOException;
}
