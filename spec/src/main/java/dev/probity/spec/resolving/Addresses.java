package dev.probity.spec.resolving;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a listener can be bound to. Names are not looked up: reading a file needs no network.
final class Addresses {
    /// Everybody on the machine, nobody else.
    static final String LOOPBACK = "127.0.0.1";

    private static final int MAX_LENGTH = 45;
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private Addresses() {}

    /// The written address, or this machine's own.
    static String take(String path, Optional<Located<String>> written, Account account) {
        return account.take(
                path,
                written.map(given -> given.map(_ -> resolve(given, account.diagnostics()))),
                LOOPBACK);
    }

    private static String resolve(Located<String> address, Diagnostics diagnostics) {
        return switch (address.value()) {
            case "localhost" -> LOOPBACK;
            case "*" -> "0.0.0.0";
            default -> {
                if (!isLiteral(address.value())) {
                    diagnostics.error(
                            SpecCode.ADDRESS,
                            address.origin(),
                            "the address is \""
                                    + address.value()
                                    + "\"; it can be an IP address, localhost, or * for all"
                                    + " interfaces");
                }
                yield address.value();
            }
        };
    }

    private static boolean isLiteral(String text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        if (!IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            // A text with a colon is taken as an address or refused, never looked up.
            return InetAddress.getByName("[" + text + "]") instanceof Inet6Address;
        } catch (UnknownHostException refused) {
            return false;
        }
    }
}
