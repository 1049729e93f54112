package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probity.gateway.net.Limits;
import dev.probity.gateway.net.Transport;
import dev.probity.gateway.route.Route;
import dev.probity.gateway.route.Routes;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Listeners, ingress, limits and the end of a gateway.
class GatewayIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void saysWhereItCannotListenAndWhy() throws IOException {
        try (var gateway = TestGateway.http()) {
            BindFailure failure =
                    catchThrowableOfType(
                            BindFailure.class,
                            () ->
                                    gateway.gateway()
                                            .listenHttp(
                                                    "127.0.0.1", gateway.port(), gateway.pool()));
            assertThat(failure.port()).isEqualTo(gateway.port());
            assertThat(failure.address()).isEqualTo("127.0.0.1");
            assertThat(failure.reason()).isEqualTo(BindFailure.Reason.TAKEN);
            assertThat(failure)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + gateway.port());
        }
    }

    @Test
    void saysThatAnAddressIsNotThisMachines() throws IOException {
        try (var gateway = TestGateway.http()) {
            assertThatThrownBy(() -> gateway.gateway().listenHttp("192.0.2.1", 0, gateway.pool()))
                    .isInstanceOfSatisfying(
                            BindFailure.class,
                            failure ->
                                    assertThat(failure.reason())
                                            .isEqualTo(BindFailure.Reason.NO_SUCH_ADDRESS));
        }
    }

    @Test
    void choosesThePoolByHostAndPathAndFollowsNewRoutes() throws IOException {
        try (var shop = FakeEndpoint.answering("shop");
                var api = FakeEndpoint.answering("api");
                var gateway = TestGateway.http()) {
            var shopPool = gateway.gateway().pool("shop");
            var apiPool = gateway.gateway().pool("api");
            shopPool.publish(List.of(shop.endpoint()));
            apiPool.publish(List.of(api.endpoint()));
            Routes routes =
                    Routes.of(
                            List.of(
                                    prefix("/", true, shopPool),
                                    prefix("/api", false, apiPool),
                                    prefix("/empty", true, gateway.gateway().pool("empty"))));
            int port = gateway.gateway().listenIngress("127.0.0.1", 0, routes).port();
            assertThat(ask(port, "/api/items?x=1")).endsWith("api");
            assertThat(api.heads().getFirst()).startsWith("GET /items?x=1 HTTP/1.1\r\n");
            assertThat(ask(port, "/apix")).endsWith("shop");
            assertThat(ask(port, "/empty")).startsWith("HTTP/1.1 503 ");
            routes.replace(List.of(prefix("/api", true, apiPool)));
            assertThat(ask(port, "/"))
                    .startsWith("HTTP/1.1 404 ")
                    .endsWith("no route matches this host and path\n");
            assertThat(ask(port, "/api/items")).endsWith("api");
            assertThat(api.heads().getLast()).startsWith("GET /api/items HTTP/1.1\r\n");
        }
    }

    @Test
    void carriesTheSameOverTheJdksSelector() throws IOException {
        Options nio = Options.defaults().withLoops(2).withTransport(Transport.nio());
        try (var endpoint = FakeEndpoint.answering("x".repeat(300_000));
                var gateway = TestGateway.http(nio, TestGateway.endpointsOf(endpoint))) {
            for (int i = 0; i < 10; i++) {
                assertThat(gateway.get("/")).hasSizeGreaterThan(300_000);
            }
        }
    }

    @Test
    void letsClientsWaitWhenThereAreTooMany() throws IOException {
        Options two = Options.defaults().withLoops(1).withLimits(new Limits(8192, 64, 2, 3));
        try (var endpoint = FakeEndpoint.answering("ok");
                var gateway = TestGateway.http(two, TestGateway.endpointsOf(endpoint));
                Wire waiting = admitThird(gateway)) {
            assertThat(waiting.readAnswer()).endsWith("ok");
        }
    }

    private static Wire admitThird(TestGateway gateway) throws IOException {
        try (Wire one = gateway.connect();
                Wire two = gateway.connect()) {
            assertThat(one.send(GET).readAnswer()).endsWith("ok");
            assertThat(two.send(GET).readAnswer()).endsWith("ok");
            return gateway.connect().send(GET);
        }
    }

    @Test
    void finishesWhatIsInFlightBeforeItCloses() throws Exception {
        try (var endpoint =
                        FakeEndpoint.doing(wire -> {
                            wire.readHead();
                            wire.read(1);
                            wire.sendAnswer("done");
                        });
                var gateway = TestGateway.http(endpoint);
                Wire idle = gateway.connect();
                Wire busy = gateway.connect()) {
            busy.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");
            org.awaitility.Awaitility.await().until(() -> endpoint.open() == 1);
            var closed = gateway.gateway().close(Duration.ofSeconds(20));
            assertThat(idle.readAll()).isEmpty();
            assertThat(busy.send("x").readAnswer()).contains("Connection: close").endsWith("done");
            closed.toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static Route prefix(String path, boolean preserve, dev.probity.gateway.pool.Pool pool) {
        return new Route(Optional.empty(), path, Route.Match.PREFIX, preserve, pool);
    }

    private static String ask(int port, String path) throws IOException {
        try (Wire client = Wire.to(port)) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: shop.test\r\n\r\n").readAnswer();
        }
    }
}
