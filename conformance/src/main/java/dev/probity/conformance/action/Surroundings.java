package dev.probity.conformance.action;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Proxy settings around the prober for the time of a case. A running JVM cannot change its
/// environment; these properties are what stands for it inside.
final class Surroundings implements AutoCloseable {

    private final Map<String, Optional<String>> before = new HashMap<>();

    Surroundings(Map<String, String> variables) {
        properties(variables)
                .forEach((name, value) -> {
                    before.put(name, Optional.ofNullable(System.getProperty(name)));
                    System.setProperty(name, value);
                });
    }

    private static Map<String, String> properties(Map<String, String> variables) {
        Map<String, String> properties = new HashMap<>();
        variables.forEach((name, value) -> {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "http_proxy" -> proxy(properties, "http", value);
                case "https_proxy" -> proxy(properties, "https", value);
                case "no_proxy" -> properties.put("http.nonProxyHosts", value);
                default -> throw new MalformedCase("engineEnv." + name + " is unknown");
            }
        });
        return properties;
    }

    private static void proxy(Map<String, String> properties, String scheme, String address) {
        URI proxy = URI.create(address);
        properties.put(scheme + ".proxyHost", proxy.getHost());
        properties.put(scheme + ".proxyPort", String.valueOf(proxy.getPort()));
    }

    @Override
    public void close() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(
                        text -> System.setProperty(name, text), () -> System.clearProperty(name)));
    }
}
