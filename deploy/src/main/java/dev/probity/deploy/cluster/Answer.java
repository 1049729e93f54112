package dev.probity.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.cluster.Cluster.Place;

/// What the API server said.
///
/// @param status of HTTP
record Answer(int status, JsonNode body) {
    private static final int GOOD = 300; // the first that is not
    private static final int NOT_FOUND = 404;

    /// Whether the object itself is missing, and not what it would be in.
    boolean isMissing() {
        return status == NOT_FOUND && !Complaints.isAboutNamespace(body);
    }

    /// @param what was asked for, such as `deployment web`
    JsonNode orComplain(String what, Place place) throws ClusterProblem {
        if (status < GOOD) {
            return body;
        }
        throw Complaints.of(status, body, what, place);
    }
}
