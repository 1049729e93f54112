package dev.probity.gateway.route;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rules of one ingress. They can be replaced while it serves.
public final class Routes {
    private static final int EXACT_HOST = 1_000; // above the length of any suffix

    // The first that matches wins: the more exact host, then the longer path, then the exact one.
    private static final Comparator<Route> MOST_SPECIFIC_FIRST =
            Comparator.comparingInt(Routes::hostRank)
                    .thenComparingInt(route -> route.path().length())
                    .thenComparing(route -> route.match() == Route.Match.EXACT)
                    .reversed();

    private volatile List<Route> ordered;

    private Routes(List<Route> ordered) {
        this.ordered = ordered;
    }

    public static Routes of(List<Route> routes) {
        return new Routes(order(routes));
    }

    /// Requests that arrive from now on follow these.
    public void replace(List<Route> routes) {
        ordered = order(routes);
    }

    /// @param host as the request says it, with or without a port
    /// @param target with or without a query
    public Optional<Route> find(String host, String target) {
        String name = nameOf(host);
        String path = pathOf(target);
        for (Route route : ordered) {
            if (route.matches(name, path)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private static List<Route> order(List<Route> routes) {
        return routes.stream().sorted(MOST_SPECIFIC_FIRST).toList();
    }

    private static int hostRank(Route route) {
        String host = route.host().orElse("");
        return host.isEmpty() || host.startsWith("*.") ? host.length() : EXACT_HOST;
    }

    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        // The colons inside of [::1] belong to the address.
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    private static String pathOf(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
