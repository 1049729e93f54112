package dev.probity.gateway;

import dev.probity.gateway.net.Limits;
import dev.probity.gateway.net.Timeouts;
import dev.probity.gateway.net.Transport;

/// How a gateway works.
///
/// @param loops event loops, a thread each
/// @param trustForwarded keeps what clients say in Forwarded and X-Forwarded-*, for a gateway that
///   stands behind another proxy; otherwise it is replaced, because anybody could have written it
public record Options(
        int loops, Transport transport, Timeouts timeouts, Limits limits, boolean trustForwarded) {

    public static Options defaults() {
        return new Options(
                Runtime.getRuntime().availableProcessors(),
                Transport.best(),
                Timeouts.DEFAULT,
                Limits.DEFAULT,
                false);
    }

    public Options withLoops(int count) {
        return new Options(count, transport, timeouts, limits, trustForwarded);
    }

    public Options withTransport(Transport other) {
        return new Options(loops, other, timeouts, limits, trustForwarded);
    }

    public Options withTimeouts(Timeouts other) {
        return new Options(loops, transport, other, limits, trustForwarded);
    }

    public Options withLimits(Limits other) {
        return new Options(loops, transport, timeouts, other, trustForwarded);
    }

    public Options withTrustForwarded(boolean trust) {
        return new Options(loops, transport, timeouts, limits, trust);
    }
}
