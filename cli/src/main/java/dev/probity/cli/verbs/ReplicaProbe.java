package dev.probity.cli.verbs;

import picocli.CommandLine.Parameters;

/// Which probe of which replica is meant.
final class ReplicaProbe {
    @Parameters(
            index = "0",
            paramLabel = "REPLICA",
            description = "Such as web-1, or an incarnation's name.")
    private String replica = "";

    @Parameters(
            index = "1",
            paramLabel = "TYPE",
            description = "The probe: startup, liveness or readiness.")
    private String type = "";

    String replica() {
        return replica;
    }

    String type() {
        return type;
    }

    /// Of what can be asked of it, in the control API.
    String path(String action) {
        return "replicas/" + replica + "/probes/" + type + "/" + action;
    }
}
