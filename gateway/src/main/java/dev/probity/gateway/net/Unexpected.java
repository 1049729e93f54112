package dev.probity.gateway.net;

import java.io.IOException;
import java.lang.System.Logger.Level;

/// Errors that are nobody's bad luck but a fault in here: they end one connection and are logged.
public final class Unexpected {
    private static final System.Logger LOG = System.getLogger("dev.probity.gateway");

    private Unexpected() {}

    /// @param where the connection on which it happened
    public static void report(Object where, Throwable cause) {
        // Resets and time-outs are the peers' doing, and happen every day.
        if (!(cause instanceof IOException)) {
            LOG.log(Level.WARNING, "unexpected on " + where, cause);
        }
    }
}
