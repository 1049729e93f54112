package dev.probity.gateway.route;

import dev.probity.gateway.pool.Pool;

import java.util.Locale;
import java.util.Optional;

/// One host and path rule.
///
/// @param host exact, or `*.suffix` for every name below it; absent for any
/// @param path begins with `/`
/// @param preservePath false takes the matched prefix off the request
/// @param pool where the request goes; without an endpoint it is answered with 503
public record Route(
        Optional<String> host, String path, Match match, boolean preservePath, Pool pool) {

    public enum Match {
        EXACT,
        /// Whole segments: `/a` matches `/a` and `/a/b`, not `/ab`.
        PREFIX
    }

    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path of a route is \"%s\"; it has to begin with \"/\"".formatted(path));
        }
        host = host.map(each -> each.toLowerCase(Locale.ROOT));
        // "/a/" as a prefix means what "/a" means, as in Kubernetes.
        if (match == Match.PREFIX && path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
    }

    /// @param requestHost in lower case, without a port
    /// @param requestPath without a query
    boolean matches(String requestHost, String requestPath) {
        return (host.isEmpty() || matchesHost(host.get(), requestHost)) && matchesPath(requestPath);
    }

    /// What the endpoint is asked for.
    ///
    /// @param target of the request, which this route matches, with its query
    public String rewrite(String target) {
        if (preservePath || path.equals("/")) {
            return target;
        }
        String rest = target.substring(path.length());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static boolean matchesHost(String wanted, String actual) {
        if (!wanted.startsWith("*.")) {
            return wanted.equals(actual);
        }
        String suffix = wanted.substring(1);
        return actual.length() > suffix.length() && actual.endsWith(suffix);
    }

    private boolean matchesPath(String actual) {
        return switch (match) {
            case EXACT -> actual.equals(path);
            case PREFIX -> path.equals("/") || startsWithSegments(actual);
        };
    }

    private boolean startsWithSegments(String actual) {
        return actual.startsWith(path)
                && (actual.length() == path.length() || actual.charAt(path.length()) == '/');
    }
}
