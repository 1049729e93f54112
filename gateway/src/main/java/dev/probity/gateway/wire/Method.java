package dev.probity.gateway.wire;

/// What the gateway has to know about a request's method: whether it may be repeated.
public enum Method {
    GET(true),
    HEAD(true),
    PUT(true),
    DELETE(true),
    OPTIONS(true),
    TRACE(true),
    /// POST, PATCH and whatever else there is.
    OTHER(false);

    private final boolean idempotent;

    Method(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /// Doing it twice leaves the same behind as doing it once (RFC 9110, 9.2.2).
    public boolean isIdempotent() {
        return idempotent;
    }

    // Methods are case-sensitive: "get" is some other method.
    static Method of(byte[] bytes, int start, int end) {
        for (Method method : values()) {
            if (method != OTHER && method.isSpelled(bytes, start, end)) {
                return method;
            }
        }
        return OTHER;
    }

    private boolean isSpelled(byte[] bytes, int start, int end) {
        String spelling = name();
        if (end - start != spelling.length()) {
            return false;
        }
        for (int i = 0; i < spelling.length(); i++) {
            if (bytes[start + i] != spelling.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
