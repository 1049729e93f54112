package dev.probity.dialects.tye.file;

import java.util.regex.Pattern;

/// What looks like a literal address; whether it is one is found out when it is resolved.
final class IpAddress {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 =
            Pattern.compile("[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}(\\.[0-9]{1,3}){0,3}");

    private IpAddress() {}

    static boolean isLiteral(String text) {
        return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
    }
}
