package dev.probity.probes.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// How a path is written into a request line.
final class PathEncoding {

    /// What Go leaves alone when it encodes a path itself.
    private static final String PLAIN = "-_.~$&+,/:;=@";

    /// What it accepts besides in a path that was encoded by its author.
    private static final String ACCEPTED = PLAIN + "!'()*[]%";

    private PathEncoding() {}

    /// The path as it is when it is encoded properly; encoded anew when it is not.
    static String of(String path) throws UrlException {
        byte[] decoded = decode(path);
        boolean proper = path.chars().allMatch(c -> isAlphanumeric(c) || ACCEPTED.indexOf(c) >= 0);
        return proper ? path : encode(decoded);
    }

    /// Every byte that could mean something else is escaped.
    static String encode(byte[] path) {
        StringBuilder encoded = new StringBuilder(path.length + 16);
        for (byte octet : path) {
            int c = octet & 0xff;
            if (isAlphanumeric(c) || PLAIN.indexOf(c) >= 0) {
                encoded.append((char) c);
            } else {
                encoded.append(String.format("%%%02X", c));
            }
        }
        return encoded.toString();
    }

    private static byte[] decode(String path) throws UrlException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(path.length());
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                String escape =
                        new String(bytes, i, Math.min(3, bytes.length - i), StandardCharsets.UTF_8);
                throw new UrlException("invalid URL escape " + Quoted.text(escape));
            }
            decoded.write(high * 16 + low);
            i += 2;
        }
        return decoded.toByteArray();
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
