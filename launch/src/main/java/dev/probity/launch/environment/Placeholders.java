package dev.probity.launch.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Replaces `{port}` by the replica's first own port, and `{port:NAME}` by the one of that name.
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{port(?::([^{}\\s]*))?}");

    private static final Pattern VARIABLE = Pattern.compile("\\{env:([^{}\\s]+)}");

    private Placeholders() {}

    /// Fills in a command: `{env:NAME}` becomes the value in the environment, or nothing.
    ///
    /// @throws IllegalArgumentException when there is no such port; the message is for users
    public static List<String> fill(
            List<String> command, List<OwnPort> ports, Map<String, String> environment) {
        return command.stream().map(text -> fill(text, ports, environment)).toList();
    }

    /// Fills in one text, as a command's.
    ///
    /// @throws IllegalArgumentException when there is no such port; the message is for users
    public static String fill(String text, List<OwnPort> ports, Map<String, String> environment) {
        return VARIABLE.matcher(fill(text, ports))
                .replaceAll(found ->
                        Matcher.quoteReplacement(environment.getOrDefault(found.group(1), "")));
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
