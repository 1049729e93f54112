package dev.probity.gateway.wire;

import static dev.probity.gateway.wire.BadMessage.malformed;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What requests' and responses' heads have in common: field lines, and what they say about the
/// body and the connection. One object reads many heads, one after the other.
///
/// Reading starts anew whenever more bytes of an unfinished head have come. So the result cannot
/// depend on how the bytes were split.
public abstract sealed class Head permits RequestHead, ResponseHead {
    /// Not all of the head is there yet.
    public static final int INCOMPLETE = -1;

    private static final String CHUNKED = "chunked";
    private static final String CLOSE = "close";
    private static final String KEEP_ALIVE = "keep-alive";
    private static final String UPGRADE = "upgrade";
    private static final int LENGTH_DIGITS = 18; // fits into a long

    private final int maxFields;
    private final FieldName[] names;
    private final int[] nameStarts;
    private final int[] nameEnds;
    private final int[] valueStarts;
    private final int[] valueEnds;

    private byte[] bytes = {};
    private int fields;
    private int fieldsEnd;
    private long contentLength;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean nominates;
    int minorVersion;

    Head(int maxFields) {
        this.maxFields = maxFields;
        names = new FieldName[maxFields];
        nameStarts = new int[maxFields];
        nameEnds = new int[maxFields];
        valueStarts = new int[maxFields];
        valueEnds = new int[maxFields];
    }

    /// @return how long the head is, or {@link #INCOMPLETE}
    /// @throws BadMessage also when the rest of the head is still to come
    public final int read(HeadBytes head) {
        bytes = head.array();
        fields = 0;
        contentLength = -1;
        chunked = false;
        close = false;
        keepAlive = false;
        upgrade = false;
        nominates = false;
        int at = readStartLine(bytes, head.length());
        int end = at == INCOMPLETE ? INCOMPLETE : readFields(at, head.length());
        if (end != INCOMPLETE) {
            checkWhole();
        }
        return end;
    }

    /// @return where the field lines begin, or INCOMPLETE
    abstract int readStartLine(byte[] bytes, int length);

    /// A field that only requests or only responses care about.
    abstract void meet(FieldName name, int field);

    abstract void checkWhole();

    private int readFields(int start, int length) {
        int line = start;
        while (line < length) {
            if (bytes[line] == Octets.CR) {
                fieldsEnd = line;
                return endOfLine(line, length);
            }
            int colon = skipName(line, length);
            if (colon == length) {
                return INCOMPLETE;
            }
            int value = skipBlanks(colon + 1, length);
            int lineEnd = skipValue(value, length);
            int next = endOfLine(lineEnd, length);
            if (next == INCOMPLETE) {
                return INCOMPLETE;
            }
            addField(line, colon, value, trimBlanks(value, lineEnd));
            line = next;
        }
        return INCOMPLETE;
    }

    private int skipName(int from, int length) {
        int at = from;
        while (at < length && Octets.isToken(bytes[at])) {
            at++;
        }
        if (at == length) {
            return at;
        }
        if (at == from && Octets.isBlank(bytes[at])) {
            throw malformed("a header line begins with a space (folded lines are not accepted)");
        }
        if (at > from && Octets.isBlank(bytes[at])) {
            throw malformed("there is a space before the colon of a header field");
        }
        if (at == from || bytes[at] != ':') {
            throw malformed("the name of a header field is not valid");
        }
        return at;
    }

    private int skipBlanks(int from, int length) {
        int at = from;
        while (at < length && Octets.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private int skipValue(int from, int length) {
        int at = from;
        while (at < length && Octets.isValue(bytes[at])) {
            at++;
        }
        return at;
    }

    private int trimBlanks(int from, int to) {
        int end = to;
        while (end > from && Octets.isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /// @return behind the CR LF that has to be at the given place, or INCOMPLETE
    final int endOfLine(int at, int length) {
        if (at >= length) {
            return INCOMPLETE;
        }
        if (bytes[at] != Octets.CR) {
            throw malformed(
                    bytes[at] == Octets.LF
                            ? "a line ends with a bare LF"
                            : "there is a control character in the head");
        }
        if (at + 1 >= length) {
            return INCOMPLETE;
        }
        if (bytes[at + 1] != Octets.LF) {
            throw malformed("there is a bare CR in the head");
        }
        return at + 2;
    }

    private void addField(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (fields == maxFields) {
            throw new BadMessage(431, "there are more than %d header fields".formatted(maxFields));
        }
        FieldName name = FieldName.of(bytes, nameStart, nameEnd);
        names[fields] = name;
        nameStarts[fields] = nameStart;
        nameEnds[fields] = nameEnd;
        valueStarts[fields] = valueStart;
        valueEnds[fields] = valueEnd;
        if (name != FieldName.OTHER) {
            understand(name, fields);
        }
        fields++;
    }

    private void understand(FieldName name, int field) {
        switch (name) {
            case CONTENT_LENGTH -> readContentLength(field);
            case TRANSFER_ENCODING -> readTransferEncoding(field);
            case CONNECTION -> readConnection(field);
            default -> meet(name, field);
        }
    }

    private void readContentLength(int field) {
        if (contentLength >= 0) {
            throw malformed("there is more than one Content-Length");
        }
        if (chunked) {
            throw malformed("there are both Content-Length and Transfer-Encoding");
        }
        int digits = valueEnds[field] - valueStarts[field];
        if (digits == 0 || digits > LENGTH_DIGITS) {
            throw malformed("the Content-Length is not a number that can be");
        }
        contentLength = 0;
        for (int i = valueStarts[field]; i < valueEnds[field]; i++) {
            if (!Octets.isDigit(bytes[i])) {
                throw malformed("the Content-Length is not a plain number");
            }
            contentLength = contentLength * 10 + (bytes[i] - '0');
        }
    }

    private void readTransferEncoding(int field) {
        if (chunked) {
            throw malformed("there is more than one Transfer-Encoding");
        }
        if (contentLength >= 0) {
            throw malformed("there are both Content-Length and Transfer-Encoding");
        }
        if (!valueIs(field, CHUNKED)) {
            throw new BadMessage(501, "the only Transfer-Encoding that is carried is chunked");
        }
        chunked = true;
    }

    private void readConnection(int field) {
        int at = valueStarts[field];
        int end = valueEnds[field];
        while (at < end) {
            int comma = at;
            while (comma < end && bytes[comma] != ',') {
                comma++;
            }
            int from = skipBlanks(at, comma);
            readConnectionOption(from, trimBlanks(from, comma));
            at = comma + 1;
        }
    }

    private void readConnectionOption(int from, int to) {
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

    /// Whether a Connection field names this one as meant for this connection only. Fields that the
    /// gateway understands cannot be nominated away: others rely on them.
    private boolean isNominated(int field) {
        if (!nominates || names[field] != FieldName.OTHER) {
            return false;
        }
        String lower = text(nameStarts[field], nameEnds[field]).toLowerCase(Locale.ROOT);
        for (int i = 0; i < fields; i++) {
            if (names[i] == FieldName.CONNECTION && listContains(i, lower)) {
                return true;
            }
        }
        return false;
    }

    final boolean listContains(int field, String lower) {
        int at = valueStarts[field];
        int end = valueEnds[field];
        while (at < end) {
            int comma = at;
            while (comma < end && bytes[comma] != ',') {
                comma++;
            }
            int from = skipBlanks(at, comma);
            if (Octets.equalsIgnoringCase(bytes, from, trimBlanks(from, comma), lower)) {
                return true;
            }
            at = comma + 1;
        }
        return false;
    }

    final boolean valueIs(int field, String lower) {
        return Octets.equalsIgnoringCase(bytes, valueStarts[field], valueEnds[field], lower);
    }

    /// Whether the field, as it is, has a place in the head that is passed on.
    final boolean passesOn(int field) {
        return !names[field].isHopByHop() && !isNominated(field);
    }

    final int fields() {
        return fields;
    }

    final FieldName name(int field) {
        return names[field];
    }

    final byte[] bytes() {
        return bytes;
    }

    final int lineStart(int field) {
        return nameStarts[field];
    }

    /// Behind the last field line.
    final int fieldsEnd() {
        return fieldsEnd;
    }

    final int valueStart(int field) {
        return valueStarts[field];
    }

    final int valueEnd(int field) {
        return valueEnds[field];
    }

    /// @return -1 when there is no Content-Length
    public final long contentLength() {
        return contentLength;
    }

    public final boolean isChunked() {
        return chunked;
    }

    final boolean asksForUpgrade() {
        return upgrade;
    }

    /// Whether the sender keeps its connection open after this message.
    public final boolean isPersistent() {
        return minorVersion == 0 ? keepAlive && !close : !close;
    }

    public final boolean isHttp10() {
        return minorVersion == 0;
    }

    final String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
