package dev.probity.spec.yaml;

import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.Port;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `ports` of a service. Each entry can be both: a port that the program declares, and a
/// binding through which the gateway serves it.
final class Ports {
    private static final int MAX_PORT = 65535;
    private static final Pattern SHORT =
            Pattern.compile("([0-9]{1,5})(?::([0-9]{1,5}))?(?:/([a-z0-9]{1,10}))?");
    private static final Map<String, Protocol> PROTOCOLS =
            Choices.of(Map.entry("http", Protocol.HTTP), Map.entry("tcp", Protocol.TCP));

    /// Known elsewhere, and worth a better answer than "unknown".
    private static final List<String> NOT_CARRIED = List.of("https", "grpc", "h2", "h2c", "udp");

    private final List<WrittenPort> declared = new ArrayList<>();
    private final List<WrittenBinding> bindings = new ArrayList<>();

    private Ports() {}

    static Ports read(Optional<Value> value) {
        var ports = new Ports();
        value.ifPresent(found -> found.oneOrMore().forEach(ports::entry));
        return ports;
    }

    /// Those of a container that is resolved already.
    static Ports of(List<Port> declared) {
        var ports = new Ports();
        Origin nowhere = new Origin.Default(ProbityYaml.DIALECT.name());
        for (Port port : declared) {
            ports.declared.add(
                    new WrittenPort(
                            new Located<>(port.name(), nowhere),
                            port.number().isPresent()
                                    ? Optional.of(new Located<>(port.number().getAsInt(), nowhere))
                                    : Optional.empty()));
        }
        return ports;
    }

    List<WrittenPort> declared() {
        return declared;
    }

    List<WrittenBinding> bindings() {
        return bindings;
    }

    /// The port that a handler means when it names none: the first.
    Optional<Located<PortRef>> first() {
        return declared.stream()
                .findFirst()
                .map(port ->
                        new Located<>(
                                port.number()
                                        .<PortRef>map(
                                                number -> new PortRef.Numbered(number.value()))
                                        .orElseGet(() -> new PortRef.Named(port.name().value())),
                                new Origin.Default(ProbityYaml.DIALECT.name())));
    }

    private void entry(Value value) {
        if (value.isMapping()) {
            value.mapping(this::longEntry);
        } else {
            value.string().ifPresent(text -> shortEntry(value, text.value()));
        }
    }

    /// `8080`, `8080:80`, `5432/tcp`: public port, the program's port, protocol.
    private void shortEntry(Value value, String text) {
        Matcher parts = SHORT.matcher(text);
        if (!parts.matches()) {
            value.error(
                    SpecCode.WRONG_KIND,
                    value.name() + " is \"" + text + "\", which is not a port",
                    "write 8080, \"8080:80\" for another port of the program, or \"5432/tcp\"");
            return;
        }
        Optional<Located<Integer>> port = number(value, parts.group(1));
        Optional<Located<Integer>> containerPort =
                parts.group(2) == null ? port : number(value, parts.group(2));
        Optional<Located<Protocol>> protocol =
                Optional.ofNullable(parts.group(3)).flatMap(word -> protocol(value, word));
        if (port.isPresent() && containerPort.isPresent()) {
            Entry entry = new Entry(value, Optional.empty(), port, containerPort);
            bind(entry, protocol, Optional.empty(), Advertised.NOTHING);
        }
    }

    private boolean longEntry(Fields fields) {
        Optional<Located<String>> name = fields.string("name");
        Optional<Located<Integer>> port = fields.integer("port", 0, MAX_PORT);
        Optional<Located<Integer>> containerPort = fields.integer("containerPort", 0, MAX_PORT);
        Optional<Located<Protocol>> protocol =
                fields.get("protocol")
                        .flatMap(value ->
                                value.string().flatMap(word -> protocol(value, word.value())));
        Optional<Located<String>> address = fields.string("address");
        var advertised =
                new Advertised(
                        fields.string("advertisedHost"),
                        fields.string("advertisedProtocol"),
                        fields.string("connectionString"));
        Entry entry = new Entry(fields.owner(), name, port, containerPort.or(() -> port));
        if (port.isPresent()) {
            bind(entry, protocol, address, advertised);
        } else if (containerPort.isPresent()) {
            declare(entry);
        } else {
            fields.reportMissing("port");
        }
        return port.isPresent();
    }

    /// @param port public; present if the entry is a binding
    /// @param containerPort 0 when any will do
    private record Entry(
            Value place,
            Optional<Located<String>> name,
            Optional<Located<Integer>> port,
            Optional<Located<Integer>> containerPort) {

        Optional<Located<Integer>> number() {
            return containerPort.filter(number -> number.value() != 0);
        }
    }

    /// What discovery tells others in place of what is so.
    private record Advertised(
            Optional<Located<String>> host,
            Optional<Located<String>> protocol,
            Optional<Located<String>> connectionString) {
        static final Advertised NOTHING =
                new Advertised(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void bind(
            Entry entry,
            Optional<Located<Protocol>> protocol,
            Optional<Located<String>> address,
            Advertised advertised) {
        bindings.add(
                new WrittenBinding(
                        entry.place().origin(),
                        entry.name(),
                        protocol,
                        address,
                        entry.port(),
                        declare(entry),
                        advertised.host(),
                        advertised.protocol(),
                        advertised.connectionString()));
    }

    /// The name of the entry's port. Two entries with one containerPort share it.
    private Located<String> declare(Entry entry) {
        Optional<WrittenPort> same =
                declared.stream()
                        .filter(port ->
                                port.number().isPresent()
                                        && port.number()
                                                .map(Located::value)
                                                .equals(entry.number().map(Located::value)))
                        .findFirst();
        if (same.isPresent() && entry.port().isPresent()) {
            return same.get().name();
        }
        Located<String> name =
                entry.name()
                        .orElseGet(() ->
                                entry.place()
                                        .at(
                                                entry.number()
                                                        .map(number -> "" + number.value())
                                                        .orElseGet(() -> made(declared.size()))));
        declared.add(new WrittenPort(name, entry.number()));
        return name;
    }

    /// The name of a port that has neither a name nor a number.
    ///
    /// @param before how many ports are declared before it
    static String made(int before) {
        return before == 0 ? "port" : "port-" + (before + 1);
    }

    private static Optional<Located<Integer>> number(Value value, String digits) {
        int number = Integer.parseInt(digits);
        if (number > MAX_PORT) {
            value.error(
                    SpecCode.OUT_OF_RANGE,
                    value.name() + " is " + number + "; the most it can be is " + MAX_PORT);
            return Optional.empty();
        }
        return Optional.of(value.at(number));
    }

    private static Optional<Located<Protocol>> protocol(Value value, String word) {
        if (NOT_CARRIED.contains(word)) {
            value.error(
                    SpecCode.NOT_CARRIED,
                    value.name() + " asks for " + word + ", which is not carried yet",
                    "tcp passes any protocol over TCP through unread");
            return Optional.empty();
        }
        Optional<Protocol> protocol = Optional.ofNullable(PROTOCOLS.get(word));
        if (protocol.isEmpty()) {
            value.error(
                    SpecCode.NOT_ONE_OF,
                    value.name() + " has the protocol \"" + word + "\"; it can be http, tcp");
        }
        return protocol.map(value::at);
    }
}
