package dev.probity.health.http;

/// What an answer depends on. Headers that were not sent are empty.
///
/// @param path as it was sent, without the query
/// @param query as it was sent, without the question mark; empty if there is none
public record Request(
        String method, String path, String query, String accept, String authorization) {

    public static Request get(String path) {
        int mark = path.indexOf('?');
        return mark < 0
                ? new Request("GET", path, "", "", "")
                : new Request("GET", path.substring(0, mark), path.substring(mark + 1), "", "");
    }

    public Request accepting(String accept) {
        return new Request(method, path, query, accept, authorization);
    }

    public Request authorizedBy(String authorization) {
        return new Request(method, path, query, accept, authorization);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean onlyAsks() {
        return method.equals("GET") || isHead();
    }
}
