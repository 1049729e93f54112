package dev.probity.dialects.tye.file;

import dev.probity.spec.Handler;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// `liveness` or `readiness`, as it is written.
public record TyeProbe(
        Origin origin,
        Optional<Http> http,
        Optional<Located<Integer>> initialDelay,
        Optional<Located<Integer>> period,
        Optional<Located<Integer>> timeout,
        Optional<Located<Integer>> successThreshold,
        Optional<Located<Integer>> failureThreshold) {

    /// @param port public port of the binding that is asked
    /// @param protocol of the binding that is asked
    public record Http(
            Origin origin,
            Optional<Located<String>> path,
            Optional<Located<Integer>> port,
            Optional<Located<String>> protocol,
            List<Located<Handler.Header>> headers) {
        public Http {
            headers = List.copyOf(headers);
        }
    }
}
