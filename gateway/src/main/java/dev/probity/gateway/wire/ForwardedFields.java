package dev.probity.gateway.wire;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Tells the replica who the client is and what it asked for, in X-Forwarded-* and in Forwarded
/// (RFC 7239).
public final class ForwardedFields {
    private static final byte[] LINE_END = Head.ascii("\r\n");
    private static final byte[] COMMA = Head.ascii(", ");
    private static final byte[] FOR = Head.ascii("X-Forwarded-For: ");
    private static final byte[] PROTO = Head.ascii("X-Forwarded-Proto: http\r\n");
    private static final byte[] HOST = Head.ascii("X-Forwarded-Host: ");
    private static final byte[] FORWARDED = Head.ascii("Forwarded: ");
    private static final byte[] FORWARDED_HOST = Head.ascii(";host=\"");
    private static final byte[] FORWARDED_END = Head.ascii("\"\r\n");

    private final boolean trust;
    private final byte[] client;
    private final byte[] element;

    /// @param trust adds to what the client says; otherwise that is replaced, since anybody can
    ///   write it
    public ForwardedFields(InetAddress client, boolean trust) {
        this.trust = trust;
        String address = client.getHostAddress();
        this.client = Head.ascii(address);
        String node = client instanceof Inet6Address ? "\"[" + address + "]\"" : address;
        this.element = Head.ascii("for=" + node + ";proto=http");
    }

    /// Whether a field of the client's does not pass on as it is.
    boolean replaces(FieldName name) {
        return switch (name) {
            case FORWARDED, X_FORWARDED_FOR -> true;
            case X_FORWARDED_HOST, X_FORWARDED_PROTO -> !trust;
            default -> false;
        };
    }

    void write(RequestHead head, HeadBytes out) {
        out.add(FOR);
        writeEarlier(head, FieldName.X_FORWARDED_FOR, out);
        out.add(client);
        out.add(LINE_END);
        if (!trusts(head, FieldName.X_FORWARDED_PROTO)) {
            out.add(PROTO);
        }
        boolean host = head.hostEnd() > head.hostStart();
        if (host && !trusts(head, FieldName.X_FORWARDED_HOST)) {
            out.add(HOST);
            writeHost(head, out);
            out.add(LINE_END);
        }
        out.add(FORWARDED);
        writeEarlier(head, FieldName.FORWARDED, out);
        out.add(element);
        if (host) {
            out.add(FORWARDED_HOST);
            writeHost(head, out);
            out.add(FORWARDED_END);
        } else {
            out.add(LINE_END);
        }
    }

    private static void writeHost(RequestHead head, HeadBytes out) {
        out.add(head.bytes(), head.hostStart(), head.hostEnd());
    }

    private boolean trusts(RequestHead head, FieldName name) {
        if (trust) {
            for (int field = 0; field < head.fields(); field++) {
                if (head.name(field) == name) {
                    return true;
                }
            }
        }
        return false;
    }

    /// What those before this gateway have said, in their order.
    private void writeEarlier(RequestHead head, FieldName name, HeadBytes out) {
        if (!trust) {
            return;
        }
        for (int field = 0; field < head.fields(); field++) {
            if (head.name(field) == name && head.valueEnd(field) > head.valueStart(field)) {
                out.add(head.bytes(), head.valueStart(field), head.valueEnd(field));
                out.add(COMMA);
            }
        }
    }
}
