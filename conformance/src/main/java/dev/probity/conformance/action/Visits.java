package dev.probity.conformance.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What all servers of a case have seen, in the order of time.
final class Visits {

    private final List<Request> requests = new ArrayList<>();
    private final List<String> healthChecks = new ArrayList<>();
    private int connections;
    private long bytes;

    /// @param target path and query
    /// @param headers in the order of the request
    record Request(String server, String method, String target, List<Header> headers) {
        Request {
            headers = List.copyOf(headers);
        }

        String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        List<String> values(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .toList();
        }

        Optional<String> value(String name) {
            return values(name).stream().findFirst();
        }
    }

    record Header(String name, String value) {}

    synchronized void connection() {
        connections++;
    }

    synchronized void bytes(int count) {
        bytes += count;
    }

    synchronized void request(Request request) {
        requests.add(request);
    }

    synchronized void healthCheck(String service) {
        healthChecks.add(service);
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> healthChecks() {
        return List.copyOf(healthChecks);
    }

    synchronized int connections() {
        return connections;
    }

    synchronized long bytes() {
        return bytes;
    }
}
