package dev.probity.gateway.pool;

/// One endpoint's counts at one moment.
///
/// @param inFlight requests, or TCP and upgraded connections, that have not ended
/// @param failures tries that the endpoint refused, reset, let time out or broke
/// @param retriesSaved failures that no client noticed
/// @param ok answers with status 2xx; clientErrors 4xx; serverErrors 5xx
/// @param latency from the request's head to the end of the answer; for TCP of connections
public record EndpointSnapshot(
        Endpoint endpoint,
        boolean inRotation,
        int inFlight,
        long requests,
        long failures,
        long retriesSaved,
        long bytesToEndpoint,
        long bytesFromEndpoint,
        long ok,
        long clientErrors,
        long serverErrors,
        LatencySnapshot latency) {}
