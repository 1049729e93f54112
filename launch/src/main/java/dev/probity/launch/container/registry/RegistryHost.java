package dev.probity.launch.container.registry;

import java.util.List;

/// The registry that a reference names: `registry.example.com:5000` of
/// `registry.example.com:5000/shop/web:1`.
///
/// @param name as a reference has it
/// @param path of the image in it, without its tag, such as `shop/web`
public record RegistryHost(String name, String path) {
    private static final String DOCKER = "docker.io";

    /// What Docker's own files call its registry.
    private static final String DOCKER_KEY = "index.docker.io";

    public static RegistryHost of(String reference) {
        int digest = reference.indexOf('@');
        String named = digest < 0 ? reference : reference.substring(0, digest);
        int colon = named.lastIndexOf(':');
        String untagged = colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
        int slash = untagged.indexOf('/');
        String first = slash < 0 ? "" : untagged.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host
                ? new RegistryHost(first, untagged.substring(slash + 1))
                : new RegistryHost(DOCKER, untagged);
    }

    /// Whether it is on this machine. There plain HTTP will do.
    public boolean isLoopback() {
        String host = name.replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /// Whether a key of a file with credentials means it, from the most special one on:
    /// `registry.example.com/shop/web`, `registry.example.com/shop`, `registry.example.com`.
    boolean isMeantBy(String key, String part) {
        String plain = key.replaceFirst("^https?://", "");
        if (!plain.equals(key)) {
            plain = plain.replaceFirst("/.*$", ""); // an address of its interface
        }
        String own = plain.equals(DOCKER_KEY) ? DOCKER : plain;
        return own.equals(part);
    }

    List<String> parts() {
        String part = name + "/" + path;
        var parts = new java.util.ArrayList<String>();
        while (true) {
            parts.add(part);
            int slash = part.lastIndexOf('/');
            if (slash < 0) {
                return List.copyOf(parts);
            }
            part = part.substring(0, slash);
        }
    }
}
