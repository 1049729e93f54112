package dev.probity.gateway.wire;

/// Writes the head that the replica gets: the client's, without what was meant for this connection
/// only, and with who the client is. There is one for each client connection.
public final class RequestRewriter {
    private static final byte[] VERSION = Head.ascii(" HTTP/1.1\r\n");
    private static final byte[] LINE_END = Head.ascii("\r\n");
    private static final byte[] HOST = Head.ascii("Host: ");
    private static final byte[] UPGRADE = Head.ascii("Connection: upgrade\r\nUpgrade: ");

    private final ForwardedFields forwarded;
    private final byte[] localHost;

    /// @param localHost what HTTP/1.0 clients mean that send no Host
    public RequestRewriter(ForwardedFields forwarded, String localHost) {
        this.forwarded = forwarded;
        this.localHost = Head.ascii(localHost);
    }

    public void write(RequestHead head, HeadBytes out) {
        out.clear();
        if (head.isAbsolute()) {
            writeStart(head, head.target(), out);
        } else {
            out.add(head.bytes(), head.methodStart(), head.targetEnd());
        }
        writeRest(head, out);
    }

    /// @param target in place of the one that the client asked for
    public void write(RequestHead head, String target, HeadBytes out) {
        out.clear();
        writeStart(head, target, out);
        writeRest(head, out);
    }

    private void writeStart(RequestHead head, String target, HeadBytes out) {
        out.add(head.bytes(), head.methodStart(), head.targetStart());
        out.add(target);
    }

    private void writeRest(RequestHead head, HeadBytes out) {
        out.add(VERSION);
        writeHostUnlessGiven(head, out);
        FieldCopier.copy(head, field -> passesOn(head, field), out);
        forwarded.write(head, out);
        if (head.wantsUpgrade()) {
            int upgrade = head.upgradeField();
            out.add(UPGRADE);
            out.add(head.bytes(), head.valueStart(upgrade), head.valueEnd(upgrade));
            out.add(LINE_END);
        }
        out.add(LINE_END);
    }

    private void writeHostUnlessGiven(RequestHead head, HeadBytes out) {
        if (head.hasHost() && !head.isAbsolute()) {
            return;
        }
        out.add(HOST);
        if (head.hostEnd() > head.hostStart()) {
            out.add(head.bytes(), head.hostStart(), head.hostEnd());
        } else {
            out.add(localHost);
        }
        out.add(LINE_END);
    }

    private boolean passesOn(RequestHead head, int field) {
        FieldName name = head.name(field);
        if (name == FieldName.OTHER) {
            return head.passesOn(field);
        }
        // An absolute target overrules Host, and the replica must not see two opinions.
        return !(name == FieldName.HOST && head.isAbsolute())
                && !forwarded.replaces(name)
                && head.passesOn(field);
    }
}
