package dev.probity.spec;

import java.util.Locale;
import java.util.regex.Pattern;

/// Keeps values that look like secrets out of everything that is printed.
public final class Secrets {
    public static final String MASK = "***";

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|APIKEY|AUTHORIZATION|COOKIE"
                            + "|(^|[_.-])(KEY|PWD|PAT|PASS|AUTH|DSN)($|[_.-])");

    /// A user and a password before a host, as in `postgres://user:pass@host`.
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(?=@)");

    private Secrets() {}

    /// The value as it may be shown.
    public static String shown(String name, String value) {
        if (value.isEmpty() || SecretReference.of(value).isPresent()) {
            return value;
        }
        return SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).find()
                ? MASK
                : URL_PASSWORD.matcher(value).replaceAll("$1" + MASK);
    }
}
