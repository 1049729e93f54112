package dev.probity.gateway.wire;

import static dev.probity.gateway.wire.BadMessage.malformed;

/// A response's head, as offsets into its bytes.
public final class ResponseHead extends Head {
    private static final byte[] VERSION = ascii("HTTP/1.");
    private static final int STATUS_START = VERSION.length + 2;
    private static final int STATUS_END = STATUS_START + 3;

    private int status;
    private int startLineEnd;

    public ResponseHead(int maxFields) {
        super(maxFields);
    }

    @Override
    int readStartLine(byte[] bytes, int length) {
        int present = Math.min(VERSION.length, length);
        for (int i = 0; i < present; i++) {
            if (bytes[i] != VERSION[i]) {
                throw malformed("the answer does not begin with HTTP/1.");
            }
        }
        if (length < STATUS_END + 1) {
            return INCOMPLETE;
        }
        byte minor = bytes[VERSION.length];
        if ((minor != '0' && minor != '1') || bytes[STATUS_START - 1] != Octets.SPACE) {
            throw malformed("the version of the answer is not valid");
        }
        minorVersion = minor - '0';
        readStatus(bytes);
        int at = STATUS_END;
        if (bytes[at] != Octets.SPACE && bytes[at] != Octets.CR) {
            throw malformed("the status line is not valid");
        }
        while (at < length && Octets.isValue(bytes[at])) {
            at++;
        }
        startLineEnd = endOfLine(at, length);
        return startLineEnd;
    }

    private void readStatus(byte[] bytes) {
        status = 0;
        for (int i = STATUS_START; i < STATUS_END; i++) {
            if (!Octets.isDigit(bytes[i])) {
                throw malformed("the status is not a number");
            }
            status = status * 10 + (bytes[i] - '0');
        }
        if (status < 100) {
            throw malformed("the status is below 100");
        }
    }

    @Override
    void meet(FieldName name, int field) {
        // Nothing else in a response changes how it is carried.
    }

    @Override
    void checkWhole() {
        if (isChunked() && isHttp10()) {
            throw malformed("HTTP/1.0 has no Transfer-Encoding");
        }
    }

    public int status() {
        return status;
    }

    /// 1xx: the answer proper is still to come.
    public boolean isInterim() {
        return status < 200 && status != 101;
    }

    public boolean switchesProtocols() {
        return status == 101;
    }

    int startLineEnd() {
        return startLineEnd;
    }

    /// @param method of the request
    public Body body(Method method) {
        if (method == Method.HEAD || status < 200 || status == 204 || status == 304) {
            return Body.none();
        }
        if (isChunked()) {
            return Body.chunked();
        }
        return contentLength() >= 0 ? Body.counted(contentLength()) : Body.untilClose();
    }
}
