package dev.probity.control.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.control.http.Json;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// One running application, as a client sees it. Each request has a connection of its own.
public final class ControlClient {
    public static final String BASE = "/api/v1/";

    /// Answers come from memory; this is only for a Probity that is stopped or starved.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path socket;

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /// @param path behind {@link #BASE}, with its query
    /// @throws Refused when the answer is a problem
    public JsonNode get(String path) throws IOException {
        return Json.read(exchange("GET", path, ""));
    }

    public String text(String path) throws IOException {
        return exchange("GET", path, "");
    }

    /// @throws Refused when the answer is a problem
    public JsonNode post(String path, JsonNode body) throws IOException {
        return Json.read(exchange("POST", path, Json.text(body)));
    }

    /// @throws Refused when the answer is a problem
    public JsonNode put(String path, JsonNode body) throws IOException {
        return Json.read(exchange("PUT", path, Json.text(body)));
    }

    private String exchange(String method, String path, String body) throws IOException {
        try (Connection connection = Connection.open(socket, PATIENCE)) {
            connection.send(method, BASE + path, body);
            return connection.readBody();
        }
    }

    /// @param silence how long nothing may come before the stream counts as broken
    public LineStream stream(String path, Duration silence) throws IOException {
        return stream("GET", path, "", silence);
    }

    /// @param silence how long nothing may come before the stream counts as broken
    public LineStream stream(String method, String path, String body, Duration silence)
            throws IOException {
        Connection connection = Connection.open(socket, silence);
        try {
            connection.send(method, BASE + path, body);
            return new LineStream(connection);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// A request that goes on in lines while its answer comes in lines.
    ///
    /// @param silence how long nothing may come before the answer counts as broken
    /// @throws Refused when the answer is a problem
    public Conversation converse(String path, JsonNode first, Duration silence) throws IOException {
        Connection connection = Connection.open(socket, silence);
        try {
            RequestStream said = connection.begin("POST", BASE + path, Json.text(first));
            return new Conversation(said, new LineStream(connection));
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// @param after the number of the last event that is known; 0 for none
    /// @param follow whether it goes on with what happens
    public EventStream events(long after, boolean follow) throws IOException {
        return new EventStream(stream("events?after=" + after + "&follow=" + follow, PATIENCE));
    }

    /// The number of the last event, as soon as it is beyond the given one or the limit is over.
    ///
    /// @param limit half a minute at most
    public long awaitEvent(long after, Duration limit) throws IOException {
        String query = "?after=" + after + "&milliseconds=" + Math.max(0, limit.toMillis());
        Duration patience = limit.plus(PATIENCE);
        try (Connection connection = Connection.open(socket, patience)) {
            connection.send("GET", BASE + "events/last" + query, "");
            return Json.read(connection.readBody()).path("number").asLong();
        }
    }
}
