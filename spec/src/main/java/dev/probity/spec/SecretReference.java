package dev.probity.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value that is kept elsewhere, such as in a vendor's secret store: a file names it, and it is
/// given when the application is run.
///
/// @param name of the secret, in the words of its file
public record SecretReference(String name) {
    private static final Pattern TEXT = Pattern.compile("\\{secret:([^{}\\s]{1,253})}");

    public SecretReference {
        if (!TEXT.matcher("{secret:" + name + "}").matches()) {
            throw new IllegalArgumentException("no name for a secret: " + name);
        }
    }

    /// The reference that a value consists of.
    public static Optional<SecretReference> of(String value) {
        Matcher matcher = TEXT.matcher(value);
        return matcher.matches()
                ? Optional.of(new SecretReference(matcher.group(1)))
                : Optional.empty();
    }

    /// As the value of a variable has it: `{secret:NAME}`.
    public String text() {
        return "{secret:" + name + "}";
    }

    /// The last part of the name, for those who keep secrets without folders: `key` of `group/key`.
    public String key() {
        String[] parts = name.split("[:/]");
        return parts.length == 0 ? name : parts[parts.length - 1];
    }
}
