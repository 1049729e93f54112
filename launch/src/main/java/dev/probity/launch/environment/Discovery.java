package dev.probity.launch.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells a program where the services of its application are, itself included.
///
/// Twice: in the names that Tye gives, so that what was written for Tye finds them, and in
/// `PROBITY_SERVICE_…`, which every shell can read.
public final class Discovery {

    private Discovery() {}

    public static Map<String, String> variables(List<Advertised> services) {
        Map<String, String> variables = new LinkedHashMap<>();
        var strings = new ConnectionString(services);
        for (Advertised one : services) {
            Optional<String> connection =
                    one.binding().connectionString().map(text -> strings.fill(text, one));
            tye(one, connection, variables);
            own(one, connection, variables);
        }
        return variables;
    }

    // A connection string stands for everything else, as in Tye. A binding without a protocol is
    // carried as TCP, but Tye's own client takes a missing one for http, so it stays missing.
    private static void tye(
            Advertised one, Optional<String> connection, Map<String, String> variables) {
        String service = Names.tye(one.service().name());
        String binding = Names.tye(one.binding().name());
        String deep = service + (binding.isEmpty() ? "" : "__" + binding);
        if (connection.isPresent()) {
            variables.put("CONNECTIONSTRINGS__" + deep, connection.get());
            return;
        }
        String flat = service + (binding.isEmpty() ? "" : "_" + binding) + "_SERVICE";
        Optional<String> protocol = Names.saidProtocol(one);
        Optional<String> port = Names.port(one);
        String host = Names.host(one);
        both(variables, deep, flat, "PROTOCOL", protocol);
        both(variables, deep, flat, "PORT", port);
        both(variables, deep, flat, "HOST", Optional.of(host));
        if (protocol.isPresent() && port.isPresent()) {
            variables.put(flat + "_ENDPOINT", protocol.get() + "://" + host + ":" + port.get());
        }
    }

    private static void both(
            Map<String, String> variables,
            String deep,
            String flat,
            String part,
            Optional<String> value) {
        value.ifPresent(text -> {
            variables.put("SERVICE__" + deep + "__" + part, text);
            variables.put(flat + "_" + part, text);
        });
    }

    private static void own(
            Advertised one, Optional<String> connection, Map<String, String> variables) {
        String binding = one.binding().name();
        String prefix =
                "PROBITY_SERVICE_"
                        + Names.shell(one.service().name())
                        + (binding.isEmpty() ? "" : "_" + Names.shell(binding));
        String host = Names.address(one);
        String protocol = Names.protocol(one);
        variables.put(prefix + "_HOST", host);
        variables.put(prefix + "_PROTOCOL", protocol);
        Names.port(one)
                .ifPresent(port -> {
                    variables.put(prefix + "_PORT", port);
                    String place = Names.bracketed(host) + ":" + port;
                    variables.put(prefix + "_URL", protocol + "://" + place);
                });
        connection.ifPresent(text -> variables.put(prefix + "_CONNECTION_STRING", text));
    }
}
