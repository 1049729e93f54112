package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;

/// What a service can be waited for to be.
enum Condition {
    READY,
    HEALTHY,
    COMPLETED;

    /// As the command line spells it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isMetBy(JsonNode service) {
        if (service.path("external").asBoolean()) {
            return true;
        }
        int met = 0;
        for (JsonNode replica : service.path("replicas")) {
            met += isMetByReplica(replica) ? 1 : 0;
        }
        // A replica that is on its way out is beyond the wanted number, and is not waited for.
        return met >= service.path("scale").asInt();
    }

    boolean isMetByReplica(JsonNode replica) {
        String state = replica.path("state").asText();
        boolean completed = replica.path("phase").asText().equals("succeeded");
        return switch (this) {
            // A job that has done its work is as ready as it will ever be.
            case READY -> completed || replica.path("inRotation").asBoolean();
            case HEALTHY -> completed || state.equals("healthy") || state.equals("ready");
            case COMPLETED -> completed;
        };
    }
}
