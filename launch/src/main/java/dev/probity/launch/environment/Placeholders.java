package dev.probity.launch.environment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Replaces `{port}` by the replica's first own port, and `{port:NAME}` by the one of that name.
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{port(?::([^{}\\s]*))?}");

    private Placeholders() {}

    /// @throws IllegalArgumentException when there is no such port; the message is for users
    public static List<String> fill(List<String> texts, List<OwnPort> ports) {
        return texts.stream().map(text -> fill(text, ports)).toList();
    }

    /// @throws IllegalArgumentException when there is no such port; the message is for users
    public static String fill(String text, List<OwnPort> ports) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(number(found.group(), ports)));
    }

    private static String number(String placeholder, List<OwnPort> ports) {
        Optional<OwnPort> port =
                placeholder.equals("{port}")
                        ? ports.stream().findFirst()
                        : ports.stream()
                                .filter(own -> placeholder.equals("{port:" + own.name() + "}"))
                                .findFirst();
        return Integer.toString(
                port.orElseThrow(() -> new IllegalArgumentException(problem(placeholder, ports)))
                        .number());
    }

    private static String problem(String placeholder, List<OwnPort> ports) {
        if (ports.isEmpty()) {
            return "\"" + placeholder + "\" needs a port, and the container declares none";
        }
        String names = ports.stream().map(OwnPort::name).collect(Collectors.joining(", "));
        return "\"" + placeholder + "\" is no port of the container; its ports are " + names;
    }
}
