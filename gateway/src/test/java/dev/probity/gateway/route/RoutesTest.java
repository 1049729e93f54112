package dev.probity.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.gateway.pool.Carriers;
import dev.probity.gateway.pool.Member;
import dev.probity.gateway.pool.Pool;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RoutesTest {
    private static final Routes ROUTES =
            Routes.of(
                    List.of(
                            route("", "/", Route.Match.PREFIX, "any"),
                            route("", "/api", Route.Match.PREFIX, "api"),
                            route("", "/api/v2/", Route.Match.PREFIX, "api-v2"),
                            route("", "/api/v2", Route.Match.EXACT, "exactly-v2"),
                            route("shop.test", "/cart", Route.Match.PREFIX, "cart"),
                            route("*.shop.test", "/", Route.Match.PREFIX, "below-shop"),
                            route("*.eu.shop.test", "/", Route.Match.PREFIX, "below-eu"),
                            route("Upper.Test", "/", Route.Match.EXACT, "upper")));

    @ParameterizedTest(name = "{0}{1} goes to {2}")
    @CsvSource({
        "other.test,      /,             any",
        "other.test,      /apix,         any",
        "other.test,      /api,          api",
        "other.test,      /api/,         api",
        "other.test,      /api/v2x,      api",
        "other.test,      /api/v2,       exactly-v2",
        "other.test,      /api/v2?q=/x,  exactly-v2",
        "other.test,      /api/v2/,      api-v2",
        "other.test,      /api/v2/items, api-v2",
        "shop.test,       /cart,         cart",
        "shop.test:8080,  /cart/1,       cart",
        "SHOP.test,       /cart,         cart",
        "shop.test,       /other,        any",
        "a.shop.test,     /cart,         below-shop",
        "b.a.shop.test,   /,             below-shop",
        "a.eu.shop.test,  /api,          below-eu",
        "xshop.test,      /,             any",
        "upper.test,      /,             upper",
        "upper.test,      /x,            any",
        "[::1]:80,        /api,          api",
    })
    void findsTheMostSpecificRoute(String host, String target, String pool) {
        assertThat(ROUTES.find(host, target).orElseThrow().pool().name()).isEqualTo(pool);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "/api,         /",
        "/api/,        /",
        "/api/x,       /x",
        "/api?q,       /?q",
        "/api/x?q=/api, /x?q=/api",
    })
    void takesTheMatchedPrefixOff(String target, String rewritten) {
        Route api = route("", "/api", Route.Match.PREFIX, "api");
        assertThat(api.rewrite(target)).isEqualTo(rewritten);
    }

    @org.junit.jupiter.api.Test
    void findsNothingWhereNothingMatches() {
        assertThat(Routes.of(List.of()).find("a", "/")).isEmpty();
    }

    private static Route route(String host, String path, Route.Match match, String pool) {
        Optional<String> name = host.isEmpty() ? Optional.empty() : Optional.of(host);
        return new Route(name, path, match, false, new Pool(pool, new Nobody()));
    }

    private record Nobody() implements Carriers {
        @Override
        public void left(Member member) {}

        @Override
        public void cut(Member member) {}

        @Override
        public void after(Duration delay, Runnable action) {}
    }
}
