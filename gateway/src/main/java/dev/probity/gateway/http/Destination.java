package dev.probity.gateway.http;

import dev.probity.gateway.pool.Pool;
import dev.probity.gateway.route.Route;
import dev.probity.gateway.route.Routes;
import dev.probity.gateway.wire.RequestHead;

import java.util.Optional;

/// Where a listener's requests go.
@FunctionalInterface
public interface Destination {

    /// @return empty when no rule covers the request
    Optional<Route> find(RequestHead head);

    static Destination of(Pool pool) {
        Optional<Route> always =
                Optional.of(new Route(Optional.empty(), "/", Route.Match.PREFIX, true, pool));
        return _ -> always;
    }

    static Destination of(Routes routes) {
        return head -> routes.find(head.host(), head.target());
    }
}
