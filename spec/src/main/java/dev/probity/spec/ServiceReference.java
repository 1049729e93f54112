package dev.probity.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where another service of the application is, inside of a command or of a variable's value:
/// `{service:NAME:host}` or `{service:NAME:port}`, of its first binding, or of the one that is
/// named, `{service:NAME:BINDING:port}`.
public record ServiceReference(String service, Optional<String> binding, Part part) {
    private static final Pattern TEXT =
            Pattern.compile(
                    "\\{service:([a-z0-9-]{1,63})(?::([A-Za-z0-9._-]{1,63}))?:(host|port)}");

    public enum Part {
        HOST,
        PORT
    }

    /// One of the service's first binding.
    public ServiceReference(String service, Part part) {
        this(service, Optional.empty(), part);
    }

    /// As a value has it.
    public String text() {
        return "{service:"
                + service
                + binding.map(name -> ":" + name).orElse("")
                + (part == Part.HOST ? ":host}" : ":port}");
    }

    /// The binding that is meant.
    ///
    /// @param named the service of that name
    public Optional<Binding> in(Service named) {
        return named.bindings().stream()
                .filter(each -> binding.isEmpty() || binding.get().equals(each.name()))
                .findFirst();
    }

    /// The value with each reference replaced.
    public static String replaced(String value, Function<ServiceReference, String> replacement) {
        return TEXT.matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(replacement.apply(of(found))));
    }

    /// All references of a value.
    public static List<ServiceReference> all(String value) {
        List<ServiceReference> all = new ArrayList<>();
        TEXT.matcher(value).results().map(ServiceReference::of).forEach(all::add);
        return all;
    }

    private static ServiceReference of(MatchResult found) {
        return new ServiceReference(
                found.group(1),
                Optional.ofNullable(found.group(2)),
                found.group(3).equals("host") ? Part.HOST : Part.PORT);
    }
}
