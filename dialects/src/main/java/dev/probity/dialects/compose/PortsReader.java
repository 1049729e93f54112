package dev.probity.dialects.compose;

import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenPort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `ports` and `expose`. What is exposed is served at any free port, so that the other
/// services can find it.
final class PortsReader {
    private static final int MAX_PORT = 65535;

    /// A longer range is a slip.
    private static final int MAX_RANGE = 1000;

    private static final Pattern SHORT =
            Pattern.compile(
                    "(?:(?:(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):)?([0-9]+(?:-[0-9]+)?)?:)?"
                            + "([0-9]+(?:-[0-9]+)?)(?:/([a-z]+))?");

    private final Map<Integer, WrittenPort> declared = new LinkedHashMap<>();
    private final List<WrittenBinding> bindings = new ArrayList<>();

    private PortsReader() {}

    static PortsReader read(Fields service) {
        var reader = new PortsReader();
        for (Value value : service.list("ports")) {
            if (value.isMapping()) {
                value.mapping(reader::longForm);
            } else {
                value.string().ifPresent(text -> reader.shortForm(value, text.value()));
            }
        }
        service.list("expose").forEach(reader::expose);
        return reader;
    }

    List<WrittenPort> declared() {
        return List.copyOf(declared.values());
    }

    List<WrittenBinding> bindings() {
        return bindings;
    }

    /// One entry of `ports`.
    ///
    /// @param published empty for any free port
    private record Entry(
            Value place,
            Optional<String> address,
            Optional<Range> published,
            Range target,
            Optional<Located<String>> name,
            Protocol protocol) {}

    private record Range(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    private void shortForm(Value value, String text) {
        Matcher parts = SHORT.matcher(text);
        Optional<Range> target = parts.matches() ? range(parts.group(3)) : Optional.empty();
        Optional<String> front =
                parts.matches() ? Optional.ofNullable(parts.group(2)) : Optional.empty();
        Optional<Range> published = front.flatMap(PortsReader::range);
        if (target.isEmpty() || front.isPresent() != published.isPresent()) {
            reportPort(value, text);
            return;
        }
        if (isTcp(value, Optional.ofNullable(parts.group(4)))) {
            bind(
                    new Entry(
                            value,
                            Optional.ofNullable(parts.group(1))
                                    .map(address -> address.replaceAll("[\\[\\]]", "")),
                            published,
                            target.get(),
                            Optional.empty(),
                            Protocol.TCP));
        }
    }

    private boolean longForm(Fields fields) {
        Optional<Located<String>> name = fields.string("name");
        Optional<Located<String>> address = fields.string("host_ip");
        Optional<Located<String>> protocol = fields.string("protocol");
        Optional<Located<String>> appProtocol = fields.string("app_protocol");
        fields.alsoKnown("mode");
        Optional<Value> target = fields.required("target");
        Optional<Value> published = fields.get("published");
        Optional<Range> inside = target.flatMap(PortsReader::range);
        Optional<Range> outside = published.flatMap(PortsReader::range);
        boolean tcp = isTcp(fields.owner(), protocol.map(Located::value));
        if (inside.isPresent() && tcp) {
            bind(
                    new Entry(
                            fields.owner(),
                            address.map(Located::value),
                            outside,
                            inside.get(),
                            name,
                            appProtocol.filter(word -> word.value().equals("http")).isPresent()
                                    ? Protocol.HTTP
                                    : Protocol.TCP));
        }
        return inside.isPresent();
    }

    private void expose(Value value) {
        Optional<Located<String>> text = value.string();
        String written = text.map(Located::value).orElse("");
        String[] parts = written.split("/", 2);
        Optional<Range> range = range(parts[0]);
        if (range.isEmpty()) {
            text.ifPresent(_ -> reportPort(value, written));
            return;
        }
        boolean tcp = isTcp(value, parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
        for (int port = range.get().first(); tcp && port <= range.get().last(); port++) {
            if (!declared.containsKey(port)) {
                Range one = new Range(port, port);
                bind(
                        new Entry(
                                value,
                                Optional.empty(),
                                Optional.empty(),
                                one,
                                Optional.empty(),
                                Protocol.TCP));
            }
        }
    }

    private static boolean isTcp(Value place, Optional<String> protocol) {
        boolean tcp = protocol.filter(word -> !word.equals("tcp")).isEmpty();
        if (!tcp) {
            Lost.report(place, "the gateway carries TCP only");
        }
        return tcp;
    }

    private void bind(Entry entry) {
        Range target = entry.target();
        Optional<Range> published = entry.published();
        if (published.isPresent() && target.size() > 1 && published.get().size() != target.size()) {
            entry.place()
                    .error(
                            ComposeCode.PORT,
                            entry.place().name() + " has ranges of different lengths",
                            "write as many public ports as there are ports of the container");
            return;
        }
        if (published.isPresent() && published.get().size() > target.size()) {
            Lost.report(entry.place(), "the first port of the range is taken, free or not");
        }
        for (int step = 0; step < target.size(); step++) {
            int front = published.isPresent() ? published.get().first() + step : 0;
            one(entry, target.first() + step, front);
        }
    }

    private void one(Entry entry, int target, int front) {
        Value place = entry.place();
        WrittenPort port =
                declared.computeIfAbsent(
                        target,
                        number ->
                                new WrittenPort(
                                        place.at("" + number), Optional.of(place.at(number))));
        bindings.add(
                new WrittenBinding(
                        place.origin(),
                        entry.name()
                                .filter(_ -> entry.target().size() == 1)
                                .or(() -> second(port, place)),
                        Optional.of(place.at(entry.protocol())),
                        entry.address().map(place::at),
                        Optional.of(place.at(front)),
                        port.name(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// A port that is published twice needs two names.
    private Optional<Located<String>> second(WrittenPort port, Value place) {
        long same =
                bindings.stream().filter(other -> other.targetPort().equals(port.name())).count();
        return same == 0
                ? Optional.empty()
                : Optional.of(place.at(port.name().value() + "-" + (same + 1)));
    }

    private static Optional<Range> range(Value value) {
        Optional<Located<String>> text = value.string();
        Optional<Range> range = text.flatMap(found -> range(found.value()));
        if (text.isPresent() && range.isEmpty()) {
            reportPort(value, text.get().value());
        }
        return range;
    }

    private static Optional<Range> range(String text) {
        String[] parts = text.split("-", 2);
        Optional<Integer> first = number(parts[0]);
        Optional<Integer> last = parts.length > 1 ? number(parts[1]) : first;
        return first.isPresent()
                        && last.isPresent()
                        && first.get() <= last.get()
                        && last.get() - first.get() < MAX_RANGE
                ? Optional.of(new Range(first.get(), last.get()))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        boolean digits = text.matches("[0-9]{1,5}");
        return digits && Integer.parseInt(text) <= MAX_PORT
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }

    private static void reportPort(Value value, String text) {
        value.error(
                ComposeCode.PORT,
                value.name() + " is \"" + text + "\", which is no port",
                "write \"8080:80\", \"127.0.0.1:8080:80\", or \"8000-8002:80-82\"");
    }
}
