package dev.probity.gateway.wire;

import static dev.probity.gateway.wire.BadMessage.malformed;

/// A request's head, as offsets into its bytes.
public final class RequestHead extends Head {
    private static final int LONGEST_METHOD = 32;
    private static final byte[] VERSION = ascii("HTTP/1.");
    private static final String ABSOLUTE = "http://";
    private static final String CONNECT = "connect";
    private static final String CONTINUE = "100-continue";
    private static final String H2C = "h2c";

    private int methodStart;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int pathStart;
    private int authorityStart;
    private int authorityEnd;
    private int hostField;
    private int upgradeField;
    private boolean expectsContinue;
    private Method method = Method.OTHER;

    public RequestHead(int maxFields) {
        super(maxFields);
    }

    @Override
    int readStartLine(byte[] bytes, int length) {
        hostField = -1;
        upgradeField = -1;
        expectsContinue = false;
        authorityEnd = 0;
        if (length == 0) {
            return INCOMPLETE;
        }
        // Some clients send an empty line after a body (RFC 9112, 2.2).
        methodStart = bytes[0] == Octets.CR ? endOfLine(0, length) : 0;
        return methodStart == INCOMPLETE ? INCOMPLETE : readRequestLine(bytes, length);
    }

    private int readRequestLine(byte[] bytes, int length) {
        methodEnd = methodStart;
        while (methodEnd < length && Octets.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd - methodStart > LONGEST_METHOD) {
            throw new BadMessage(501, "the method is not known");
        }
        if (methodEnd == length) {
            return INCOMPLETE;
        }
        if (methodEnd == methodStart || bytes[methodEnd] != Octets.SPACE) {
            throw malformed("the request line is not valid");
        }
        targetStart = methodEnd + 1;
        targetEnd = targetStart;
        while (targetEnd < length && Octets.isTarget(bytes[targetEnd])) {
            targetEnd++;
        }
        if (targetEnd == length) {
            return INCOMPLETE;
        }
        if (targetEnd == targetStart || bytes[targetEnd] != Octets.SPACE) {
            throw malformed("the request target is not valid");
        }
        return readVersion(bytes, targetEnd + 1, length);
    }

    private int readVersion(byte[] bytes, int start, int length) {
        int present = Math.min(VERSION.length, length - start);
        for (int i = 0; i < present; i++) {
            if (bytes[start + i] != VERSION[i]) {
                throw wrongVersion(bytes, start, length);
            }
        }
        int minor = start + VERSION.length;
        if (minor >= length) {
            return INCOMPLETE;
        }
        if (bytes[minor] != '0' && bytes[minor] != '1') {
            throw wrongVersion(bytes, start, length);
        }
        minorVersion = bytes[minor] - '0';
        return endOfLine(minor + 1, length);
    }

    private static BadMessage wrongVersion(byte[] bytes, int start, int length) {
        return start < length && bytes[start] == 'H'
                ? new BadMessage(505, "only HTTP/1.1 and HTTP/1.0 are carried")
                : malformed("the request line does not end with a version");
    }

    @Override
    void meet(FieldName name, int field) {
        if (name == FieldName.HOST) {
            meetHost(field);
        } else if (name == FieldName.UPGRADE) {
            // h2c is not carried, and would take the connection out of the gateway's sight.
            upgradeField = listContains(field, H2C) ? -1 : field;
        } else if (name == FieldName.EXPECT) {
            expectsContinue = valueIs(field, CONTINUE);
        }
    }

    private void meetHost(int field) {
        if (hostField >= 0) {
            throw malformed("there is more than one Host");
        }
        checkHost(valueStart(field), valueEnd(field));
        hostField = field;
    }

    private void checkHost(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Octets.isHost(bytes()[i])) {
                throw malformed("the host is not valid");
            }
        }
    }

    @Override
    void checkWhole() {
        method = Method.of(bytes(), methodStart, methodEnd);
        if (Octets.equalsIgnoringCase(bytes(), methodStart, methodEnd, CONNECT)) {
            throw new BadMessage(405, "CONNECT is for proxies, and this is a gateway");
        }
        if (hostField < 0 && !isHttp10()) {
            throw malformed("there is no Host");
        }
        if (isChunked() && isHttp10()) {
            throw malformed("HTTP/1.0 has no Transfer-Encoding");
        }
        readTarget();
    }

    private void readTarget() {
        byte[] bytes = bytes();
        pathStart = targetStart;
        if (bytes[targetStart] == '/' || isAsterisk()) {
            return;
        }
        authorityStart = targetStart + ABSOLUTE.length();
        if (authorityStart >= targetEnd
                || !Octets.equalsIgnoringCase(bytes, targetStart, authorityStart, ABSOLUTE)) {
            throw malformed("the request target is neither a path nor an http address");
        }
        int slash = authorityStart;
        while (slash < targetEnd && bytes[slash] != '/' && bytes[slash] != '?') {
            slash++;
        }
        checkHost(authorityStart, slash);
        authorityEnd = slash;
        pathStart = slash;
    }

    private boolean isAsterisk() {
        return targetEnd == targetStart + 1 && bytes()[targetStart] == '*';
    }

    public Method method() {
        return method;
    }

    /// The path with its query; `/` where an absolute target has none.
    public String target() {
        String path = text(pathStart, targetEnd);
        return path.startsWith("/") || path.equals("*") ? path : "/" + path;
    }

    /// The host that the client wants, with a port if it said one; empty for HTTP/1.0 without one.
    public String host() {
        return text(hostStart(), hostEnd());
    }

    // An absolute target says where the request goes, whatever Host says (RFC 9112, 3.2.2).
    int hostStart() {
        return isAbsolute() ? authorityStart : hostField < 0 ? 0 : valueStart(hostField);
    }

    int hostEnd() {
        return isAbsolute() ? authorityEnd : hostField < 0 ? 0 : valueEnd(hostField);
    }

    boolean isAbsolute() {
        return authorityEnd > 0;
    }

    boolean hasHost() {
        return hostField >= 0;
    }

    int methodStart() {
        return methodStart;
    }

    int targetStart() {
        return targetStart;
    }

    int targetEnd() {
        return targetEnd;
    }

    int upgradeField() {
        return upgradeField;
    }

    public boolean expectsContinue() {
        return expectsContinue;
    }

    /// Whether the client wants to speak another protocol. With a body it has to wait.
    public boolean wantsUpgrade() {
        return asksForUpgrade()
                && upgradeField >= 0
                && !isHttp10()
                && !isChunked()
                && contentLength() <= 0;
    }
}
