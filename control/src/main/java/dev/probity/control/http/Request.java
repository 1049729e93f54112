package dev.probity.control.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a client asks.
///
/// @param path its segments, decoded: `/api/v1/replicas/web-1` is four
/// @param query every value of every parameter, decoded
/// @param headers by lower-case name; the last one wins
/// @param body empty when there is none
/// @param lines of a body that goes on while it is answered, instead of the whole
public record Request(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body,
        Optional<RequestLines> lines) {
    public Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /// The last value of a parameter.
    public Optional<String> parameter(String name) {
        List<String> values = parameters(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    public List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    public boolean flag(String name) {
        return parameter(name).filter(value -> value.isEmpty() || value.equals("true")).isPresent();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
