package dev.probity.gateway.wire;

/// Writes the head that the client gets: the replica's, without what was meant for the connection
/// to the gateway only.
public final class ResponseRewriter {
    private static final byte[] VERSION = Head.ascii("HTTP/1.1");
    private static final byte[] LINE_END = Head.ascii("\r\n");
    private static final byte[] KEEP_ALIVE = Head.ascii("Connection: keep-alive\r\n");
    private static final byte[] CLOSE = Head.ascii("Connection: close\r\n");
    private static final byte[] UPGRADE = Head.ascii("Connection: upgrade\r\n");

    /// What the client is told about its connection.
    public enum Persistence {
        /// It stays open, as HTTP/1.1 does without a word.
        IMPLIED,
        /// It stays open, which HTTP/1.0 wants to be told.
        KEEP_ALIVE,
        CLOSE
    }

    private ResponseRewriter() {}

    /// @param unwrapped the chunks are taken off the body, so the head must not announce them
    public static void write(
            ResponseHead head, Persistence persistence, boolean unwrapped, HeadBytes out) {
        writeStart(head, out);
        FieldCopier.copy(
                head,
                field ->
                        head.passesOn(field)
                                && !(unwrapped && head.name(field) == FieldName.TRANSFER_ENCODING),
                out);
        switch (persistence) {
            case IMPLIED -> {}
            case KEEP_ALIVE -> out.add(KEEP_ALIVE);
            case CLOSE -> out.add(CLOSE);
        }
        out.add(LINE_END);
    }

    /// 101: here Upgrade passes on, because the client has asked for it.
    public static void writeUpgrade(ResponseHead head, HeadBytes out) {
        writeStart(head, out);
        FieldCopier.copy(
                head, field -> head.name(field) == FieldName.UPGRADE || head.passesOn(field), out);
        out.add(UPGRADE);
        out.add(LINE_END);
    }

    private static void writeStart(ResponseHead head, HeadBytes out) {
        out.clear();
        out.add(VERSION);
        out.add(head.bytes(), VERSION.length, head.startLineEnd());
    }
}
