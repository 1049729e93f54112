package dev.probity.gateway;

import dev.probity.gateway.pool.Endpoint;
import dev.probity.gateway.pool.EndpointSnapshot;
import dev.probity.gateway.pool.Pool;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A gateway with one pool and one listener, for one test.
final class TestGateway implements AutoCloseable {
    private final Gateway gateway;
    private final Pool pool;
    private final Listener listener;

    private TestGateway(Gateway gateway, Pool pool, Listener listener) {
        this.gateway = gateway;
        this.pool = pool;
        this.listener = listener;
    }

    static TestGateway http(FakeEndpoint... endpoints) throws IOException {
        return http(Options.defaults().withLoops(1), endpointsOf(endpoints));
    }

    static TestGateway http(Options options, List<Endpoint> endpoints) throws IOException {
        Gateway gateway = Gateway.open(options);
        Pool pool = gateway.pool("web");
        pool.publish(endpoints);
        return new TestGateway(gateway, pool, gateway.listenHttp("127.0.0.1", 0, pool));
    }

    static TestGateway tcp(FakeEndpoint... endpoints) throws IOException {
        return tcp(Options.defaults().withLoops(1), endpointsOf(endpoints));
    }

    static TestGateway tcp(Options options, List<Endpoint> endpoints) throws IOException {
        Gateway gateway = Gateway.open(options);
        Pool pool = gateway.pool("data");
        pool.publish(endpoints);
        return new TestGateway(gateway, pool, gateway.listenTcp("127.0.0.1", 0, pool));
    }

    static List<Endpoint> endpointsOf(FakeEndpoint... endpoints) {
        return Arrays.stream(endpoints).map(FakeEndpoint::endpoint).toList();
    }

    Gateway gateway() {
        return gateway;
    }

    Pool pool() {
        return pool;
    }

    int port() {
        return listener.port();
    }

    Wire connect() throws IOException {
        return Wire.to(port());
    }

    /// Sends one request on a connection of its own and reads all of the answer.
    String ask(String request) throws IOException {
        try (Wire client = connect()) {
            return client.send(request).readAnswer();
        }
    }

    String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    EndpointSnapshot counts(FakeEndpoint endpoint) {
        return counts(endpoint.endpoint());
    }

    EndpointSnapshot counts(Endpoint endpoint) {
        return pool.snapshot().endpoints().stream()
                .filter(each -> each.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        try {
            gateway.close(Duration.ZERO).toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("the gateway did not close", e);
        }
    }
}
