package dev.probity.benchmarks.gateway;

import dev.probity.gateway.Gateway;
import dev.probity.gateway.Options;
import dev.probity.gateway.pool.Endpoint;
import dev.probity.gateway.pool.Pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Carries `http` or `tcp` from one port to endpoints on 127.0.0.1, and does what it is told on
/// standard input:
///
/// - `publish N...` puts these endpoints, counted from 0, into the rotation
/// - `drain N MILLIS` drains one and prints how many requests were cut
/// - `counts` prints a line for each endpoint
///
/// It ends with its standard input.
public final class GatewayUnderTest {
    private final Pool pool;
    private final List<Endpoint> endpoints;
    private final PrintStream out;

    private GatewayUnderTest(Pool pool, List<Endpoint> endpoints, PrintStream out) {
        this.pool = pool;
        this.endpoints = endpoints;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("usage: GatewayUnderTest http|tcp PORT ENDPOINT_PORT...");
            System.exit(2);
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (String port : Arrays.asList(arguments).subList(2, arguments.length)) {
            endpoints.add(new Endpoint("replica-" + endpoints.size(), "127.0.0.1", parse(port)));
        }
        Gateway gateway = Gateway.open(Options.defaults());
        Pool pool = gateway.pool("bench");
        pool.publish(endpoints);
        int port = parse(arguments[1]);
        if (arguments[0].equals("tcp")) {
            var _ = gateway.listenTcp("127.0.0.1", port, pool);
        } else {
            var _ = gateway.listenHttp("127.0.0.1", port, pool);
        }
        System.out.println("ready");
        new GatewayUnderTest(pool, endpoints, System.out).obey();
    }

    private void obey() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = List.of(line.strip().split(" +"));
            switch (words.getFirst()) {
                case "publish" -> publish(words.subList(1, words.size()));
                case "drain" -> drain(endpoint(words.get(1)), parse(words.get(2)));
                case "counts" -> pool.snapshot().endpoints().forEach(out::println);
                default -> out.println("unknown: " + line);
            }
        }
    }

    private void publish(List<String> indices) {
        pool.publish(indices.stream().map(this::endpoint).toList());
    }

    private void drain(Endpoint endpoint, int millis) {
        int cut = pool.drain(endpoint, Duration.ofMillis(millis)).toCompletableFuture().join();
        out.println("drained " + endpoint.id() + " cut " + cut);
    }

    private Endpoint endpoint(String index) {
        return endpoints.get(parse(index));
    }

    private static int parse(String number) {
        return Integer.parseInt(number);
    }
}
