package dev.probity.spec;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where another service of the application is, inside of a variable's value: `{service:NAME:host}`
/// or `{service:NAME:port}`, of its first binding.
public record ServiceReference(String service, Part part) {
    private static final Pattern TEXT =
            Pattern.compile("\\{service:([a-z0-9-]{1,63}):(host|port)}");

    public enum Part {
        HOST,
        PORT
    }

    /// As a value has it.
    public String text() {
        return "{service:" + service + ":" + (part == Part.HOST ? "host" : "port") + "}";
    }

    /// The value with each reference replaced.
    public static String replaced(String value, Function<ServiceReference, String> replacement) {
        return TEXT.matcher(value)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                replacement.apply(of(found.group(1), found.group(2)))));
    }

    private static ServiceReference of(String service, String part) {
        return new ServiceReference(service, part.equals("host") ? Part.HOST : Part.PORT);
    }
}
