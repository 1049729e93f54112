package dev.probity.gateway.net;

/// How much the gateway takes.
///
/// @param headBytes of a request's or a response's head
/// @param fields header fields of one head
/// @param connections open client connections; more wait in the system's backlog
/// @param tries of one request, the first one included
public record Limits(int headBytes, int fields, int connections, int tries) {
    public static final Limits DEFAULT = new Limits(32 * 1024, 128, 10_000, 4);
}
