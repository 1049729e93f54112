package dev.probity.gateway.http;

/// Why an endpoint gave no answer, in words for the client.
record Failure(int status, String reason, boolean refused, boolean repeatable) {
    static final Failure CONNECT =
            new Failure(502, "no endpoint accepted the connection", true, true);
    static final Failure CLOSED =
            new Failure(502, "the endpoint closed the connection without an answer", false, true);
    static final Failure RESET = new Failure(502, "the endpoint reset the connection", false, true);
    static final Failure CUT =
            new Failure(502, "the endpoint was stopped before it answered", false, true);
    static final Failure TIMEOUT =
            new Failure(504, "the endpoint did not answer in time", false, false);

    static Failure broken(String reason) {
        return new Failure(502, "the endpoint's answer is not valid: " + reason, false, false);
    }
}
