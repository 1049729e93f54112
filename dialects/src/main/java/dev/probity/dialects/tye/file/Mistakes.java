package dev.probity.dialects.tye.file;

import java.util.Map;
import java.util.Optional;

/// Keys that people write in a Tye file for a reason and that Tye does not know.
final class Mistakes {
    private static final Map<String, String> REMEDIES =
            Map.ofEntries(
                    // Tye's documents and `tye init` know them, its parser does not.
                    Map.entry("autoAssignPort", "leave out \"port\": any free one is taken then"),
                    Map.entry("internalPort", "write \"containerPort\""),
                    Map.entry("containerEngineType", "write \"containerEngine\""),
                    Map.entry("buildSolution", "write \"solution\""),
                    Map.entry("hostname", "write \"name\""),
                    Map.entry("container", "write \"image\""),
                    // Kubernetes' words.
                    Map.entry("httpGet", "write \"http\""),
                    Map.entry("httpHeaders", "write \"headers\""),
                    Map.entry("scheme", "write \"protocol\""),
                    Map.entry("initialDelaySeconds", "write \"initialDelay\""),
                    Map.entry("periodSeconds", "write \"period\""),
                    Map.entry("timeoutSeconds", "write \"timeout\""),
                    Map.entry("livenessProbe", "write \"liveness\""),
                    Map.entry("readinessProbe", "write \"readiness\""),
                    Map.entry("startup", Mistakes.NO_STARTUP),
                    Map.entry("startupProbe", Mistakes.NO_STARTUP),
                    Map.entry("exec", Mistakes.ONLY_HTTP),
                    Map.entry("tcp", Mistakes.ONLY_HTTP),
                    Map.entry("tcpSocket", Mistakes.ONLY_HTTP),
                    Map.entry("grpc", Mistakes.ONLY_HTTP),
                    // Compose's words.
                    Map.entry("command", "write \"executable\" and \"args\""),
                    Map.entry("environment", "write \"env\""),
                    Map.entry("ports", "write \"bindings\""),
                    Map.entry("healthcheck", "write \"liveness\" or \"readiness\""),
                    Map.entry("depends_on", Mistakes.NO_ORDER),
                    Map.entry("dependsOn", Mistakes.NO_ORDER),
                    Map.entry("<<", "Tye has no merge keys; repeat the keys"));

    private static final String NO_STARTUP =
            "Tye has no startup probe: the nearest is \"initialDelay\" of \"liveness\"";
    private static final String ONLY_HTTP = "Tye probes with \"http\" only";
    private static final String NO_ORDER = "Tye has no order of starting";

    private Mistakes() {}

    static Optional<String> remedy(String key) {
        return Optional.ofNullable(REMEDIES.get(key));
    }
}
