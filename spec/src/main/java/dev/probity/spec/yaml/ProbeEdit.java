package dev.probity.spec.yaml;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.text.Marked;
import dev.probity.spec.written.Defaults.Timings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes one probe in a text by as few characters as will do.
final class ProbeEdit {
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");

    private final TextChanges changes;
    private final ProbePlace place;

    private ProbeEdit(String text, ProbePlace place) {
        this.changes = new TextChanges(text);
        this.place = place;
    }

    static Optional<String> of(String text, ProbePlace place, Optional<Probe> wanted) {
        ProbeEdit edit = new ProbeEdit(text, place);
        boolean possible =
                Marked.of(text)
                        .flatMap(edit::owner)
                        .filter(owner -> edit.change(owner, wanted))
                        .isPresent();
        return possible ? Optional.of(edit.changes.apply()) : Optional.empty();
    }

    /// The mapping that has the probe, or is to have it.
    private Optional<Marked.Mapping> owner(Marked root) {
        List<String> path = place.path();
        Marked here = root;
        for (String key : path.subList(0, path.size() - 1)) {
            Optional<Marked> next =
                    here instanceof Marked.Mapping mapping
                            ? mapping.entry(key).map(Marked.Entry::value)
                            : Optional.empty();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            here = next.get();
        }
        return here instanceof Marked.Mapping mapping && !mapping.entries().isEmpty()
                ? Optional.of(mapping)
                : Optional.empty();
    }

    /// Whether it could be done.
    private boolean change(Marked.Mapping owner, Optional<Probe> wanted) {
        Optional<Probe> present = place.probe();
        Optional<Marked.Entry> entry = owner.entry(place.type().field());
        if (entry.isPresent() != present.isPresent()) {
            return false; // a merge key, or a key without a value
        }
        if (entry.isEmpty()) {
            wanted.ifPresent(probe -> changes.add(owner, place.type().field(), lines(probe)));
            return true;
        }
        if (wanted.isEmpty()) {
            return changes.remove(owner, entry.get());
        }
        return entry.get().value() instanceof Marked.Mapping probe
                && change(probe, present.orElseThrow(), wanted.get());
    }

    private boolean change(Marked.Mapping text, Probe present, Probe wanted) {
        Map<String, Optional<Long>> before = numbers(present);
        for (var number : numbers(wanted).entrySet()) {
            String field = number.getKey();
            boolean same = number.getValue().equals(before.get(field));
            if (!same && !set(text, field, number.getValue().map(String::valueOf))) {
                return false;
            }
        }
        return present.handler().equals(wanted.handler())
                || handler(text, present.handler(), wanted.handler());
    }

    private boolean set(Marked.Mapping text, String field, Optional<String> wanted) {
        Optional<Marked.Entry> entry = text.entry(field);
        if (wanted.isEmpty()) {
            return entry.isEmpty() || changes.remove(text, entry.get());
        }
        if (entry.isEmpty()) {
            changes.add(text, field, wanted.get());
            return true;
        }
        return changes.replace(entry.get().value(), wanted.get());
    }

    private boolean handler(Marked.Mapping text, Handler before, Handler wanted) {
        List<Marked.Entry> handlers =
                text.entries().stream().filter(entry -> HANDLERS.contains(entry.key())).toList();
        if (handlers.size() != 1) {
            return false;
        }
        Marked.Entry present = handlers.getFirst();
        String key = key(wanted);
        Map<String, String> fields = fields(wanted);
        if (present.key().equals(key)
                && present.value() instanceof Marked.Mapping mapping
                && fields.keySet().containsAll(keys(mapping))) {
            // Each key that is there keeps its place and its comment.
            Map<String, String> known = fields(before);
            return fields.entrySet().stream()
                    .filter(field -> !field.getValue().equals(known.get(field.getKey())))
                    .allMatch(field -> set(mapping, field.getKey(), Optional.of(field.getValue())));
        }
        if (present.value() instanceof Marked.Opaque) {
            return false;
        }
        boolean isShort = present.key().equals(key) && !(present.value() instanceof Marked.Mapping);
        Optional<String> words = isShort ? shortForm(before, wanted) : Optional.empty();
        return words.isPresent()
                ? changes.replace(present.value(), words.get())
                : changes.replace(present, key + ": " + flow(fields));
    }

    /// Where the form that says one thing alone can still say it.
    private static Optional<String> shortForm(Handler before, Handler wanted) {
        Map<String, String> fields = fields(wanted);
        return switch (wanted) {
            case Handler.Exec _ -> Optional.ofNullable(fields.get("command"));
            case Handler.HttpGet _ -> {
                Map<String, String> known = fields(before);
                known.replace("path", fields.get("path"));
                yield known.equals(fields)
                        ? Optional.ofNullable(fields.get("path"))
                        : Optional.empty();
            }
            case Handler.TcpSocket _, Handler.Grpc _ ->
                    fields.size() == 1 ? Optional.ofNullable(fields.get("port")) : Optional.empty();
        };
    }

    private static List<String> keys(Marked.Mapping mapping) {
        return mapping.entries().stream().map(Marked.Entry::key).toList();
    }

    /// A new probe, one line each, without what goes without saying.
    private static Map<String, String> lines(Probe probe) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(key(probe.handler()), flow(fields(probe.handler())));
        Map<String, Optional<Long>> usual = numbers(usual(probe.handler()));
        numbers(probe)
                .forEach((field, value) ->
                        value.filter(_ -> !value.equals(usual.get(field)))
                                .ifPresent(number -> lines.put(field, number.toString())));
        return lines;
    }

    private static Probe usual(Handler handler) {
        Timings timings = Timings.KUBERNETES;
        return new Probe(
                handler,
                Duration.ofSeconds(timings.initialDelaySeconds()),
                Duration.ofSeconds(timings.periodSeconds()),
                Duration.ofSeconds(timings.timeoutSeconds()),
                timings.successThreshold(),
                timings.failureThreshold(),
                Optional.empty());
    }

    private static Map<String, Optional<Long>> numbers(Probe probe) {
        Map<String, Optional<Long>> numbers = new LinkedHashMap<>();
        numbers.put("initialDelaySeconds", Optional.of(probe.initialDelay().toSeconds()));
        numbers.put("periodSeconds", Optional.of(probe.period().toSeconds()));
        numbers.put("timeoutSeconds", Optional.of(probe.timeout().toSeconds()));
        numbers.put("successThreshold", Optional.of((long) probe.successThreshold()));
        numbers.put("failureThreshold", Optional.of((long) probe.failureThreshold()));
        numbers.put(
                "terminationGracePeriodSeconds",
                probe.terminationGracePeriod().map(Duration::toSeconds));
        return numbers;
    }

    private static String key(Handler handler) {
        return switch (handler) {
            case Handler.Exec _ -> "exec";
            case Handler.HttpGet _ -> "httpGet";
            case Handler.TcpSocket _ -> "tcpSocket";
            case Handler.Grpc _ -> "grpc";
        };
    }

    private static Map<String, String> fields(Handler handler) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (handler) {
            case Handler.Exec exec ->
                    fields.put("command", list(exec.command().stream().map(TextChanges::quoted)));
            case Handler.HttpGet get -> {
                get.host().ifPresent(host -> fields.put("host", TextChanges.quoted(host)));
                fields.put("path", TextChanges.quoted(get.path()));
                fields.put("port", port(get.port()));
                if (get.scheme() != Handler.Scheme.HTTP) {
                    fields.put("scheme", get.scheme().name());
                }
                if (!get.headers().isEmpty()) {
                    fields.put("httpHeaders", list(get.headers().stream().map(ProbeEdit::header)));
                }
            }
            case Handler.TcpSocket tcp -> {
                tcp.host().ifPresent(host -> fields.put("host", TextChanges.quoted(host)));
                fields.put("port", port(tcp.port()));
            }
            case Handler.Grpc grpc -> {
                fields.put("port", port(grpc.port()));
                if (!grpc.service().isEmpty()) {
                    fields.put("service", TextChanges.quoted(grpc.service()));
                }
            }
        }
        return fields;
    }

    private static String header(Handler.Header header) {
        return "{name: "
                + TextChanges.quoted(header.name())
                + ", value: "
                + TextChanges.quoted(header.value())
                + "}";
    }

    private static String port(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> Integer.toString(number);
            case PortRef.Named(String name) -> TextChanges.quoted(name);
        };
    }

    private static String list(Stream<String> items) {
        return "[" + String.join(", ", items.toList()) + "]";
    }

    private static String flow(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((key, value) -> pairs.add(key + ": " + value));
        return "{" + String.join(", ", pairs) + "}";
    }
}
