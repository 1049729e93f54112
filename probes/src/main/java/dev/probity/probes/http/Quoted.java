package dev.probity.probes.http;

import java.nio.charset.StandardCharsets;

/// Text in quotes, as Go's `%q` writes it.
final class Quoted {

    private Quoted() {}

    static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes(bytes, 0, bytes.length);
    }

    /// What is not ASCII is written byte by byte: it came off a wire and may be anything.
    static String bytes(byte[] bytes, int from, int to) {
        StringBuilder quoted = new StringBuilder(to - from + 2).append('"');
        for (int i = from; i < to; i++) {
            append(quoted, bytes[i] & 0xff);
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int octet) {
        switch (octet) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case 0x07 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 0x0b -> quoted.append("\\v");
            default -> {
                if (octet >= ' ' && octet < 0x7f) {
                    quoted.append((char) octet);
                } else {
                    quoted.append(String.format("\\x%02x", octet));
                }
            }
        }
    }
}
