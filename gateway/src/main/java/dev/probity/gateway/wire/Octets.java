package dev.probity.gateway.wire;

/// The classes of bytes that RFC 9110 and 9112 speak of.
final class Octets {
    static final byte TAB = '\t';
    static final byte LF = '\n';
    static final byte CR = '\r';
    static final byte SPACE = ' ';

    private static final int TOKEN = 1;
    private static final int VALUE = 2;
    private static final int TARGET = 4;
    private static final int HOST = 8;

    private static final byte[] CLASSES = classes();

    private Octets() {}

    /// What methods and field names are made of.
    static boolean isToken(byte octet) {
        return (CLASSES[octet & 0xff] & TOKEN) != 0;
    }

    /// What field values and reason phrases are made of.
    static boolean isValue(byte octet) {
        return (CLASSES[octet & 0xff] & VALUE) != 0;
    }

    static boolean isTarget(byte octet) {
        return (CLASSES[octet & 0xff] & TARGET) != 0;
    }

    static boolean isHost(byte octet) {
        return (CLASSES[octet & 0xff] & HOST) != 0;
    }

    static boolean isBlank(byte octet) {
        return octet == SPACE || octet == TAB;
    }

    static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /// @return 0 to 15, or -1 for what is no hexadecimal digit
    static int hexDigit(byte octet) {
        return Character.digit(octet, 16);
    }

    /// @param lower in lower case
    static boolean equalsIgnoringCase(byte[] bytes, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (toLower(bytes[from + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// @return the first that is not blank, or the end
    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    /// @return behind the last that is not blank, or the beginning
    static int trimBlanks(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /// @return where the next comma of a list is, or the end
    static int endOfItem(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    /// Whether it is one of the items of a list.
    ///
    /// @param lower in lower case
    static boolean listContains(byte[] bytes, int from, int to, String lower) {
        for (int at = from; at < to; ) {
            int comma = endOfItem(bytes, at, to);
            int start = skipBlanks(bytes, at, comma);
            if (equalsIgnoringCase(bytes, start, trimBlanks(bytes, start, comma), lower)) {
                return true;
            }
            at = comma + 1;
        }
        return false;
    }

    static byte toLower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet | 0x20) : octet;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int octet = 0; octet < classes.length; octet++) {
            boolean control = octet < ' ' || octet == 0x7f;
            if (!control || octet == TAB) {
                classes[octet] |= VALUE;
            }
            // Bytes above ASCII are not allowed in a target, yet common, and mean one thing only.
            if (!control && octet != ' ') {
                classes[octet] |= TARGET;
            }
        }
        mark(
                classes,
                TOKEN | HOST,
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
        mark(classes, TOKEN, "!#$%&'*+-.^_`|~");
        mark(classes, HOST, "-._~!$&'()*+,;=%:[]");
        return classes;
    }

    private static void mark(byte[] classes, int as, String octets) {
        for (int i = 0; i < octets.length(); i++) {
            classes[octets.charAt(i)] |= (byte) as;
        }
    }
}
