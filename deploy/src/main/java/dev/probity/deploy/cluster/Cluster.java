package dev.probity.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.manifest.Manifest;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.ObjectName;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One namespace of a cluster. Every method waits for the answer of the API server.
public interface Cluster extends AutoCloseable {

    /// Where it is, for messages.
    Place place();

    /// @param server the API server's address
    /// @param context name of the kubeconfig's context
    record Place(String server, String context, String namespace) {
        /// `context kind-dev, namespace shop`.
        @Override
        public String toString() {
            return "context " + context + ", namespace " + namespace;
        }
    }

    /// How an object is applied.
    ///
    /// @param force whether fields that another manager owns are taken from it
    /// @param dryRun whether the server only says what would come of it
    record Mode(boolean force, boolean dryRun) {}

    /// Makes the object what the manifest says, and says that Probity manages these fields.
    ///
    /// @return as the server has it then
    JsonNode apply(Manifest manifest, Mode mode) throws ClusterProblem;

    /// Nothing when there is no such object.
    Optional<JsonNode> get(ObjectName name) throws ClusterProblem;

    /// @param labels that the objects have; empty for all of the kind
    List<JsonNode> list(ObjectKind kind, Map<String, String> labels) throws ClusterProblem;

    /// With what belongs to it. One that is gone already is as wanted.
    void delete(ObjectName name) throws ClusterProblem;

    @Override
    void close();
}
