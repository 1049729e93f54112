package dev.probity.spec.resolving;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What can be a name.
final class Names {
    /// DNS-1035, as Kubernetes asks of its services.
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private static final int MAX_LABEL = 63;

    private Names() {}

    /// @param what as a message begins: `the name of a service`
    static void checkLabel(String what, Located<String> name, Diagnostics diagnostics) {
        String text = name.value();
        if (text.length() <= MAX_LABEL && LABEL.matcher(text).matches()) {
            return;
        }
        diagnostics.error(
                SpecCode.BAD_NAME,
                name.origin(),
                what
                        + " is \""
                        + text
                        + "\"; it can have up to 63 small letters, digits and \"-\", from a letter"
                        + " to a letter or digit",
                "for example \"" + label(text) + "\"");
    }

    /// The name of an application that has none: its directory's, made fit.
    static String ofDirectory(Path directory) {
        Path last = directory.getFileName();
        return label(last == null ? "" : last.toString());
    }

    /// Says of each repeated name where the first one is.
    static void checkUnique(String what, Iterable<Located<String>> names, Diagnostics diagnostics) {
        Map<String, Located<String>> seen = new HashMap<>();
        for (Located<String> name : names) {
            Located<String> first = seen.putIfAbsent(name.value(), name);
            if (first != null) {
                diagnostics.error(
                        SpecCode.DUPLICATE,
                        name.origin(),
                        what + " \"" + name.value() + "\" is given twice",
                        "the first one is at " + first.origin());
            }
        }
    }

    private static String label(String text) {
        String fit =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[^a-z]+|-+$", "");
        String cut = fit.substring(0, Math.min(fit.length(), MAX_LABEL)).replaceAll("-+$", "");
        return cut.isEmpty() ? "app" : cut;
    }
}
