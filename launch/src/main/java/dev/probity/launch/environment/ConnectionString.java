package dev.probity.launch.environment;

import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a connection string: `${host}`, `${port}`, `${protocol}` of its own binding, `${env:NAME}`
/// of its own service, `${service:NAME[:BINDING]:host|port|protocol}` of any. What is not known
/// stays as it is.
final class ConnectionString {

    private static final Pattern TOKEN = Pattern.compile("\\$\\{([^{}]+)}");

    private final List<Advertised> all;

    ConnectionString(List<Advertised> all) {
        this.all = all;
    }

    String fill(String template, Advertised own) {
        return TOKEN.matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(value(found.group(1), own).orElse(found.group())));
    }

    private Optional<String> value(String token, Advertised own) {
        String[] parts = token.split(":");
        boolean ofService = parts[0].equals("service");
        return switch (parts.length) {
            case 1 -> part(token, own);
            case 2 -> parts[0].equals("env") ? variable(parts[1], own) : Optional.empty();
            case 3 -> ofService ? find(parts[1], "", parts[2]) : Optional.empty();
            case 4 -> ofService ? find(parts[1], parts[2], parts[3]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> part(String name, Advertised of) {
        return switch (name) {
            case "host" -> Optional.of(Names.host(of));
            case "port" -> Names.port(of);
            case "protocol" -> Optional.of(Names.protocol(of));
            default -> Optional.empty();
        };
    }

    private Optional<String> find(String service, String binding, String part) {
        return all.stream()
                .filter(other -> other.service().name().equalsIgnoreCase(service))
                .filter(other -> other.binding().name().equalsIgnoreCase(binding))
                .findFirst()
                .flatMap(other -> part(part, other));
    }

    // A later entry of the same name wins.
    private static Optional<String> variable(String name, Advertised own) {
        return own.service().containers().stream()
                .filter(container -> container.kind() == Container.Kind.MAIN)
                .flatMap(container -> container.environment().stream())
                .filter(variable -> variable.name().equals(name))
                .map(EnvironmentVariable::value)
                .reduce((_, later) -> later);
    }
}
