package dev.probity.gateway.wire;

import static dev.probity.gateway.wire.BadMessage.malformed;

/// What a head says of where its body ends. What could mean two things is refused: two readers that
/// understand it in two ways are how requests are smuggled (RFC 9112, 6.3 and 11.2).
final class Framing {
    private static final String CHUNKED = "chunked";
    private static final int LENGTH_DIGITS = 18; // fits into a long

    private long contentLength = -1;
    private boolean chunked;

    void reset() {
        contentLength = -1;
        chunked = false;
    }

    /// @param from where the value of a Content-Length begins
    void readContentLength(byte[] bytes, int from, int to) {
        if (contentLength >= 0) {
            throw malformed("there is more than one Content-Length");
        }
        if (chunked) {
            throw both();
        }
        if (to == from || to - from > LENGTH_DIGITS) {
            throw malformed("the Content-Length is not a number that can be");
        }
        contentLength = 0;
        for (int i = from; i < to; i++) {
            if (!Octets.isDigit(bytes[i])) {
                throw malformed("the Content-Length is not a plain number");
            }
            contentLength = contentLength * 10 + (bytes[i] - '0');
        }
    }

    /// @param from where the value of a Transfer-Encoding begins
    void readTransferEncoding(byte[] bytes, int from, int to) {
        if (chunked) {
            throw malformed("there is more than one Transfer-Encoding");
        }
        if (contentLength >= 0) {
            throw both();
        }
        if (!Octets.equalsIgnoringCase(bytes, from, to, CHUNKED)) {
            throw new BadMessage(501, "the only Transfer-Encoding that is carried is chunked");
        }
        chunked = true;
    }

    private static BadMessage both() {
        return malformed("there are both Content-Length and Transfer-Encoding");
    }

    /// @return -1 when there is no Content-Length
    long contentLength() {
        return contentLength;
    }

    boolean isChunked() {
        return chunked;
    }
}
