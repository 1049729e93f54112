package dev.probity.dialects.tye;

import java.net.Inet4Address;
import java.net.Inet6Address;

/// Literal addresses: a name is never looked up.
final class IpAddress {
    private IpAddress() {}

    static boolean isLiteral(String text) {
        try {
            Object address =
                    text.indexOf(':') >= 0
                            ? Inet6Address.ofLiteral(text)
                            : Inet4Address.ofLiteral(text);
            return address != null;
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }
}
