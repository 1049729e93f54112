package dev.probity.deploy.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.deploy.cluster.ClusterProblem.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a Pod finds of its own cluster: an account, the server's certificate and a namespace in
/// files, and the server in variables. Who runs in a Pod needs no kubeconfig.
///
/// @param folder with `token`, `ca.crt` and `namespace`
record ServiceAccount(Path folder, Map<String, String> environment) {
    /// Where every cluster puts them.
    static final Path USUAL = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    static final String CONTEXT = "in-cluster";

    /// Whether this is a Pod that has been given an account.
    boolean isThere() {
        return !variable("HOST").isEmpty()
                && !variable("PORT").isEmpty()
                && Files.isRegularFile(folder.resolve("token"));
    }

    private String variable(String part) {
        return environment.getOrDefault("KUBERNETES_SERVICE_" + part, "");
    }

    /// The same as a kubeconfig would say it.
    Kubeconfig kubeconfig() throws ClusterProblem {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("apiVersion", "v1").put("kind", "Config").put("current-context", CONTEXT);
        ObjectNode cluster = named(root, "cluster");
        cluster.put("server", server());
        Path certificate = folder.resolve("ca.crt");
        if (Files.isRegularFile(certificate)) {
            cluster.put("certificate-authority", certificate.toString());
        }
        // The cluster replaces it once an hour; a deploy is over by then.
        named(root, "user").put("token", read("token"));
        named(root, "context").put("cluster", CONTEXT).put("user", CONTEXT);
        Optional<String> namespace =
                Files.isRegularFile(folder.resolve("namespace"))
                        ? Optional.of(read("namespace")).filter(name -> !name.isEmpty())
                        : Optional.empty();
        return new Kubeconfig(root.toString(), CONTEXT, server(), namespace);
    }

    private static ObjectNode named(ObjectNode root, String part) {
        ObjectNode entry = root.withArrayProperty(part + "s").addObject().put("name", CONTEXT);
        return entry.putObject(part);
    }

    private String server() {
        String host = variable("HOST");
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return "https://" + bracketed + ":" + variable("PORT");
    }

    private String read(String name) throws ClusterProblem {
        Path file = folder.resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ClusterProblem(
                    Kind.NO_CONTEXT,
                    "the service account of this Pod cannot be read: %s (%s)"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
