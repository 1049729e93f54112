package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ServerSocketFactory;

/// The servers of a case by name, all of them running before any of them answers: their answers may
/// mention each other's ports.
final class Servers implements AutoCloseable {

    private static final Set<String> KNOWN =
            Set.of("protocol", "routes", "certificate", "onRequest", "services", "delaySeconds");

    private final Map<String, ScriptedServer> servers = new LinkedHashMap<>();
    private final Visits visits = new Visits();

    /// By server; set once all ports are known, for a route may tell another server's.
    private final AtomicReference<Map<String, List<Route>>> routes =
            new AtomicReference<>(Map.of());

    static Servers start(JsonNode scripts) {
        Servers servers = new Servers();
        try {
            for (Map.Entry<String, JsonNode> script : scripts.properties()) {
                servers.servers.put(
                        script.getKey(), servers.start(script.getKey(), script.getValue()));
            }
        } catch (IOException e) {
            servers.close();
            throw new UncheckedIOException(e);
        }
        Map<String, List<Route>> routes = new LinkedHashMap<>();
        servers.ports()
                .in(scripts)
                .properties()
                .forEach(script -> routes.put(script.getKey(), routes(script.getValue())));
        servers.routes.set(routes);
        return servers;
    }

    private static List<Route> routes(JsonNode script) {
        List<Route> routes = new ArrayList<>();
        script.path("routes").forEach(route -> routes.add(Route.of(route)));
        return routes;
    }

    private ScriptedServer start(String name, JsonNode script) throws IOException {
        Fields.allow(script, "servers." + name, KNOWN);
        Duration delay = Route.seconds(script.path("delaySeconds").asDouble(0));
        String protocol = script.path("protocol").asText();
        return switch (protocol) {
            case "closed" -> ClosedPort.reserve();
            case "http" -> http(name, delay, ServerSocketFactory.getDefault());
            case "https" -> http(name, delay, Certificate.of(script.path("certificate")).sockets());
            case "tcp" ->
                    SocketServer.start(
                            ServerSocketFactory.getDefault(),
                            visits,
                            new TcpConversation(name, closesOnRequest(script), delay, visits));
            case "grpc" -> GrpcServer.start(services(script.path("services")), delay, visits);
            default ->
                    throw new MalformedCase(
                            "servers.%s.protocol is %s; it is http, https, tcp, grpc or closed"
                                    .formatted(name, protocol));
        };
    }

    private ScriptedServer http(String name, Duration delay, ServerSocketFactory sockets)
            throws IOException {
        return SocketServer.start(
                sockets,
                visits,
                socket -> {
                    List<Route> known = routes.get().getOrDefault(name, List.of());
                    new HttpConversation(name, delay, known, visits).hold(socket);
                });
    }

    private static boolean closesOnRequest(JsonNode script) {
        String reaction = script.path("onRequest").asText("keep");
        return switch (reaction) {
            case "close" -> true;
            case "keep" -> false;
            default ->
                    throw new MalformedCase("onRequest is " + reaction + "; it is close or keep");
        };
    }

    private static Optional<Map<String, String>> services(JsonNode services) {
        return services.isObject() ? Optional.of(Fields.texts(services)) : Optional.empty();
    }

    Substitution ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        servers.forEach((name, server) -> ports.put(name, server.port()));
        return new Substitution(ports);
    }

    Visits visits() {
        return visits;
    }

    @Override
    public void close() {
        for (ScriptedServer server : servers.values()) {
            try {
                server.close();
            } catch (IOException e) {
                // The next case has servers of its own.
            }
        }
    }
}
