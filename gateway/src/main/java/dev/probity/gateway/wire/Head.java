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

    private final int maxFields;
    private final FieldName[] names;
    private final int[] nameStarts;
    private final int[] nameEnds;
    private final int[] valueStarts;
    private final int[] valueEnds;

    private final Framing framing = new Framing();
    private final ConnectionOptions connection = new ConnectionOptions();

    private byte[] bytes = {};
    private int fields;
    private int fieldsEnd;
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
        framing.reset();
        connection.reset();
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
            int value = Octets.skipBlanks(bytes, colon + 1, length);
            int lineEnd = skipValue(value, length);
            int next = endOfLine(lineEnd, length);
            if (next == INCOMPLETE) {
                return INCOMPLETE;
            }
            addField(line, colon, value, Octets.trimBlanks(bytes, value, lineEnd));
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

    private int skipValue(int from, int length) {
        int at = from;
        while (at < length && Octets.isValue(bytes[at])) {
            at++;
        }
        return at;
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
        int from = valueStarts[field];
        int to = valueEnds[field];
        switch (name) {
            case CONTENT_LENGTH -> framing.readContentLength(bytes, from, to);
            case TRANSFER_ENCODING -> framing.readTransferEncoding(bytes, from, to);
            case CONNECTION -> connection.read(bytes, from, to);
            default -> meet(name, field);
        }
    }

    /// Whether a Connection field names this one as meant for this connection only. Fields that the
    /// gateway understands cannot be nominated away: others rely on them.
    private boolean isNominated(int field) {
        if (!connection.nominates() || names[field] != FieldName.OTHER) {
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
        return Octets.listContains(bytes, valueStarts[field], valueEnds[field], lower);
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
        return framing.contentLength();
    }

    public final boolean isChunked() {
        return framing.isChunked();
    }

    final boolean asksForUpgrade() {
        return connection.asksForUpgrade();
    }

    /// Whether the sender keeps its connection open after this message.
    public final boolean isPersistent() {
        return connection.isPersistent(isHttp10());
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
