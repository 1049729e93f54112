package dev.probity.gateway.wire;

import java.util.Arrays;

/// The header fields that the gateway itself understands; all others just pass.
enum FieldName {
    OTHER(""),
    CONNECTION("connection"),
    CONTENT_LENGTH("content-length"),
    EXPECT("expect"),
    FORWARDED("forwarded"),
    HOST("host"),
    HTTP2_SETTINGS("http2-settings"),
    KEEP_ALIVE("keep-alive"),
    PROXY_AUTHENTICATE("proxy-authenticate"),
    PROXY_AUTHORIZATION("proxy-authorization"),
    PROXY_CONNECTION("proxy-connection"),
    TE("te"),
    TRANSFER_ENCODING("transfer-encoding"),
    UPGRADE("upgrade"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_FORWARDED_HOST("x-forwarded-host"),
    X_FORWARDED_PROTO("x-forwarded-proto");

    private static final FieldName[][] BY_LENGTH = byLength();

    private final String lower;

    FieldName(String lower) {
        this.lower = lower;
    }

    static FieldName of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            byte first = Octets.toLower(bytes[from]);
            for (FieldName candidate : BY_LENGTH[length]) {
                if (candidate.lower.charAt(0) == first
                        && Octets.equalsIgnoringCase(bytes, from, to, candidate.lower)) {
                    return candidate;
                }
            }
        }
        return OTHER;
    }

    /// Meant for this connection only, never passed on as it came (RFC 9110, 7.6.1).
    boolean isHopByHop() {
        return switch (this) {
            case CONNECTION,
                    KEEP_ALIVE,
                    PROXY_AUTHENTICATE,
                    PROXY_AUTHORIZATION,
                    PROXY_CONNECTION,
                    HTTP2_SETTINGS,
                    TE,
                    UPGRADE ->
                    true;
            case OTHER,
                    CONTENT_LENGTH,
                    EXPECT,
                    FORWARDED,
                    HOST,
                    TRANSFER_ENCODING,
                    X_FORWARDED_FOR,
                    X_FORWARDED_HOST,
                    X_FORWARDED_PROTO ->
                    false;
        };
    }

    private static FieldName[][] byLength() {
        int longest = Arrays.stream(values()).mapToInt(name -> name.lower.length()).max().orElse(0);
        FieldName[][] table = new FieldName[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            table[length] =
                    Arrays.stream(values())
                            .filter(name -> name != OTHER && name.lower.length() == wanted)
                            .toArray(FieldName[]::new);
        }
        return table;
    }
}
