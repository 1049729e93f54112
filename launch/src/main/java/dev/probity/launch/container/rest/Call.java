package dev.probity.launch.container.rest;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// One thing to ask of an engine.
///
/// @param path without the version
/// @param query names and values, not yet encoded
/// @param login who the user is to a registry, as the engine takes it; never shown
public record Call(
        String method,
        String path,
        Map<String, String> query,
        Optional<String> login,
        Optional<Body> body) {

    /// What is sent with it.
    public sealed interface Body {
        record Json(JsonNode content) implements Body {}

        /// Sent as it is made, of whatever length.
        record Stream(String contentType, Writer writer) implements Body {}
    }

    /// Makes a body piece by piece.
    @FunctionalInterface
    public interface Writer {
        void writeTo(Sink sink) throws IOException, EngineProblem;
    }

    /// Takes the pieces of a body; waits while the engine does not.
    @FunctionalInterface
    public interface Sink {
        void write(byte[] bytes, int count) throws EngineProblem;
    }

    public static Call get(String path) {
        return new Call("GET", path, Map.of(), Optional.empty(), Optional.empty());
    }

    public static Call post(String path) {
        return new Call("POST", path, Map.of(), Optional.empty(), Optional.empty());
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, Map.of(), Optional.empty(), Optional.empty());
    }

    public Call with(Map<String, String> parameters) {
        return new Call(method, path, parameters, login, body);
    }

    public Call with(Body other) {
        return new Call(method, path, query, login, Optional.of(other));
    }

    public Call as(String user) {
        return new Call(method, path, query, Optional.of(user), body);
    }

    public Call with(JsonNode json) {
        return with(new Body.Json(json));
    }

    String target(String version) {
        StringBuilder target = new StringBuilder(version).append(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return target.toString();
    }

    /// `POST /containers/web/start`
    @Override
    public String toString() {
        return method + " " + path;
    }
}
