package dev.probity.probes;

import dev.probity.probes.http.ResponseHead;

/// What became of an HTTP request.
sealed interface HttpAnswer {

    /// @param body as much of it as was wanted
    record Complete(ResponseHead head, String body) implements HttpAnswer {}

    /// There was a head, but its body could not be read.
    record Broken(ResponseHead head, String error) implements HttpAnswer {}

    /// No head of an answer could be had.
    record Missing(String error) implements HttpAnswer {}
}
