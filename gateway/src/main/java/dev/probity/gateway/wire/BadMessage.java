package dev.probity.gateway.wire;

/// A message that is refused.
public final class BadMessage extends RuntimeException {
    private final int status;

    public BadMessage(int status, String reason) {
        // No stack trace: it is an answer to somebody else's mistake, and cheap to provoke.
        super(reason, null, false, false);
        this.status = status;
    }

    static BadMessage malformed(String reason) {
        return new BadMessage(400, reason);
    }

    /// What a client is answered with. A replica's bad message is always 502.
    public int status() {
        return status;
    }

    /// One line, without anything that the peer has sent.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
