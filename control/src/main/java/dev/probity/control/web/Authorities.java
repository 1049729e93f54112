package dev.probity.control.web;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// The names under which the listener may be asked, each with its port. A foreign name that leads
/// here (DNS rebinding) is none of them.
///
/// @param scheme `http` or `https`
record Authorities(String scheme, Set<String> names) {
    private static final String HTTP = "http";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    Authorities {
        names = Set.copyOf(names);
    }

    /// @param hosts names and addresses; IPv6 addresses without brackets
    static Authorities of(String scheme, Set<String> hosts, int port) {
        Set<String> names = new LinkedHashSet<>();
        boolean usual = port == (scheme.equals(HTTP) ? HTTP_PORT : HTTPS_PORT);
        for (String host : hosts) {
            String name = (host.contains(":") ? "[" + host + "]" : host).toLowerCase(Locale.ROOT);
            names.add(name + ":" + port);
            if (usual) {
                names.add(name); // clients leave the usual port out
            }
        }
        return new Authorities(scheme, names);
    }

    boolean areAskedBy(String hostHeader) {
        return names.contains(hostHeader.toLowerCase(Locale.ROOT));
    }

    boolean areOriginOf(String originHeader) {
        String prefix = scheme + "://";
        return originHeader.startsWith(prefix)
                && areAskedBy(originHeader.substring(prefix.length()));
    }
}
