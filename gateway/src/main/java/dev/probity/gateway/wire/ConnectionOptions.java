package dev.probity.gateway.wire;

/// What a head says of the connection that it came on (RFC 9110, 7.6.1).
final class ConnectionOptions {
    private static final String CLOSE = "close";
    private static final String KEEP_ALIVE = "keep-alive";
    private static final String UPGRADE = "upgrade";

    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean nominates;

    void reset() {
        close = false;
        keepAlive = false;
        upgrade = false;
        nominates = false;
    }

    /// @param from where the value of a Connection field begins; there may be several of them
    void read(byte[] bytes, int from, int to) {
        for (int at = from; at < to; ) {
            int comma = Octets.endOfItem(bytes, at, to);
            int start = Octets.skipBlanks(bytes, at, comma);
            meet(bytes, start, Octets.trimBlanks(bytes, start, comma));
            at = comma + 1;
        }
    }

    private void meet(byte[] bytes, int from, int to) {
        if (Octets.equalsIgnoringCase(bytes, from, to, CLOSE)) {
            close = true;
        } else if (Octets.equalsIgnoringCase(bytes, from, to, KEEP_ALIVE)) {
            keepAlive = true;
        } else if (Octets.equalsIgnoringCase(bytes, from, to, UPGRADE)) {
            upgrade = true;
        } else if (from < to) {
            nominates = true;
        }
    }

    /// Whether the sender keeps its connection open after this message.
    boolean isPersistent(boolean http10) {
        return !close && (keepAlive || !http10);
    }

    boolean asksForUpgrade() {
        return upgrade;
    }

    /// Whether a field of any other name is meant for this connection only.
    boolean nominates() {
        return nominates;
    }
}
