package dev.probity.dialects.kubernetes.output;

import dev.probity.spec.Container;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts with `{port}`, `{port:NAME}` and `{env:NAME}` as a cluster takes them.
final class Placeholders {
    private static final Pattern PORT = Pattern.compile("\\{port(?::([^{}\\s]*))?}");
    private static final Pattern VARIABLE = Pattern.compile("\\{env:([^{}\\s]+)}");

    /// What the kubelet would replace.
    private static final Pattern DOLLAR = Pattern.compile("\\$(?=[$(])");

    private Placeholders() {}

    static String fill(String text, Container container, ServicePorts ports) {
        String literal = DOLLAR.matcher(text).replaceAll(Matcher.quoteReplacement("$$"));
        String filled =
                PORT.matcher(literal)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        number(found.group(1), container, ports)
                                                .map(String::valueOf)
                                                .orElse(found.group())));
        return VARIABLE.matcher(filled)
                .replaceAll(found -> Matcher.quoteReplacement("$(" + found.group(1) + ")"));
    }

    private static Optional<Integer> number(
            @Nullable String name, Container container, ServicePorts ports) {
        if (name != null) {
            return ports.find(container, name);
        }
        return container.ports().stream()
                .findFirst()
                .map(port -> ports.number(container, port.name()));
    }
}
