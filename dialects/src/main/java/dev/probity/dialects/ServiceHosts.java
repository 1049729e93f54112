package dev.probity.dialects;

import dev.probity.dialects.HostMentions.Mention;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.ServiceReference.Part;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Code;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Puts references in the place of hosts that only the network of a file's own tool knows: there
/// `db:5432` is a service of the file, here it is wherever the gateway serves it.
public final class ServiceHosts {
    /// Variables that hold a host alone.
    private static final Pattern HOST =
            Pattern.compile(
                    "(.*_)?(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)", Pattern.CASE_INSENSITIVE);

    private static final int PRIVILEGED = 1024;

    private final Map<String, Place> places;
    private final String network;
    private final Code code;
    private final Diagnostics diagnostics;

    /// A service that is found under a host's name.
    ///
    /// @param service its name here
    /// @param ports by their numbers on the tool's network
    public record Place(String service, Map<Integer, Front> ports) {
        public Place {
            ports = Map.copyOf(ports);
        }
    }

    /// Where one port of a service is served here.
    ///
    /// @param binding its name; nothing for the only one
    /// @param same whether the number is the same here
    public record Front(Optional<String> binding, boolean same) {}

    /// @param places by the names of hosts, in small letters
    /// @param network as a sentence says it, such as `the cluster`
    /// @param code of the notes about what was replaced
    public ServiceHosts(
            Map<String, Place> places, String network, Code code, Diagnostics diagnostics) {
        this.places = Map.copyOf(places);
        this.network = network;
        this.code = code;
        this.diagnostics = diagnostics;
    }

    public List<WrittenService> replaced(List<WrittenService> services) {
        return services.stream().map(this::replaced).toList();
    }

    private WrittenService replaced(WrittenService service) {
        return service.withContainers(service.containers().stream().map(this::replaced).toList());
    }

    private WrittenContainer replaced(WrittenContainer container) {
        Located<Workload> workload = container.workload();
        return container.with(
                workload.map(written -> replaced(written, workload)),
                replacedVariables(container.environment()));
    }

    private Workload replaced(Workload workload, Located<Workload> place) {
        return switch (workload) {
            case Workload.Command(List<String> command) ->
                    new Workload.Command(words(command, place));
            case Workload.Image image ->
                    image.running(words(image.command(), place), words(image.arguments(), place));
            case Workload.Unrunnable _ -> workload;
        };
    }

    private List<String> words(List<String> words, Located<Workload> place) {
        return words.stream().map(word -> mentions(word, "a command", place)).toList();
    }

    private List<Located<EnvironmentVariable>> replacedVariables(
            List<Located<EnvironmentVariable>> variables) {
        Map<String, String> replaced = new HashMap<>();
        Map<String, String> values = values(variables);
        variables.forEach(each -> hostAlone(each, values, replaced));
        List<Located<EnvironmentVariable>> all = new ArrayList<>();
        for (Located<EnvironmentVariable> variable : variables) {
            String name = variable.value().name();
            String value =
                    Optional.ofNullable(replaced.get(name))
                            .orElseGet(() -> mentions(variable.value().value(), name, variable));
            all.add(variable.map(_ -> new EnvironmentVariable(name, value)));
        }
        return all;
    }

    private static Map<String, String> values(List<Located<EnvironmentVariable>> variables) {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach(each -> values.put(each.value().name(), each.value().value()));
        return values;
    }

    /// `DB_HOST: db`, with `DB_PORT: "5432"` beside it or without.
    private void hostAlone(
            Located<EnvironmentVariable> variable,
            Map<String, String> values,
            Map<String, String> replaced) {
        String name = variable.value().name();
        String host = variable.value().value();
        Optional<Place> place = place(host).filter(_ -> HOST.matcher(name).matches());
        if (place.isEmpty()) {
            return;
        }
        Map<Integer, Front> ports = place.get().ports();
        Optional<Mention> pair = pair(variable, values);
        Optional<Front> front =
                pair.isPresent()
                        ? Optional.ofNullable(ports.get(pair.get().port()))
                        : ports.values().stream().filter(Front::same).findFirst();
        if (front.isEmpty()) {
            warn(name, host, place.get(), variable.origin());
            return;
        }
        replaced.put(name, reference(place.get(), front.get(), Part.HOST));
        if (pair.isPresent()) {
            beside(name, values)
                    .ifPresent(other ->
                            replaced.put(other, reference(place.get(), front.get(), Part.PORT)));
        }
        note(name, host, variable.origin());
    }

    /// A host in one variable and its port in the one beside it.
    private Optional<Mention> pair(
            Located<EnvironmentVariable> variable, Map<String, String> values) {
        return beside(variable.value().name(), values)
                .flatMap(other -> number(values.getOrDefault(other, "")))
                .map(port -> new Mention(variable.value().value(), port, true));
    }

    /// The variable of the port: `DB_PORT` of `DB_HOST`.
    private static Optional<String> beside(String name, Map<String, String> values) {
        Matcher host = HOST.matcher(name);
        String wanted =
                host.matches() ? Optional.ofNullable(host.group(1)).orElse("") + "PORT" : "";
        return values.keySet().stream().filter(wanted::equalsIgnoreCase).findFirst();
    }

    private void warn(String name, String host, Place place, Origin origin) {
        diagnostics.warning(
                code,
                origin,
                "%s is \"%s\", which only %s knows, and its port is another one here"
                        .formatted(name, host, network),
                "the program is told both in PROBITY_SERVICE_%s_HOST and …_PORT"
                        .formatted(place.service().toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private String mentions(String text, String where, Located<?> place) {
        return HostMentions.replaced(
                text,
                mention -> {
                    Optional<String> reference = reference(mention);
                    reference.ifPresent(_ ->
                            note(where, mention.host() + ":" + mention.port(), place.origin()));
                    return reference;
                });
    }

    private Optional<String> reference(Mention mention) {
        Optional<Place> place = place(mention.host());
        return place.flatMap(found -> Optional.ofNullable(found.ports().get(mention.port())))
                .map(front ->
                        reference(place.get(), front, Part.HOST)
                                + ":"
                                + reference(place.get(), front, Part.PORT));
    }

    private static String reference(Place place, Front front, Part part) {
        return new ServiceReference(place.service(), front.binding(), part).text();
    }

    private Optional<Place> place(String host) {
        return Optional.ofNullable(places.get(host.toLowerCase(Locale.ROOT)));
    }

    private void note(String where, String host, Origin origin) {
        diagnostics.note(
                code,
                origin,
                "\"%s\" in %s is a place of %s; here it stands for where the gateway serves it"
                        .formatted(host, where, network));
    }

    /// Ports of known services that are mentioned and not served, each with where it is mentioned.
    public Map<String, Map<Integer, Origin>> unserved(List<WrittenService> services) {
        Map<String, Map<Integer, Origin>> asked = new LinkedHashMap<>();
        for (WrittenService service : services) {
            for (WrittenContainer container : service.containers()) {
                Map<String, String> values = values(container.environment());
                for (Located<EnvironmentVariable> each : container.environment()) {
                    unserved(each.value().value(), each.origin(), asked);
                    pair(each, values).ifPresent(pair -> ask(pair, each.origin(), asked));
                }
                commandWords(container.workload().value())
                        .forEach(word -> unserved(word, container.workload().origin(), asked));
            }
        }
        return asked;
    }

    private void unserved(String text, Origin origin, Map<String, Map<Integer, Origin>> asked) {
        HostMentions.replaced(
                text,
                mention -> {
                    // Below that, and not in a URL, it may be an image with a tag.
                    if (mention.url() || mention.port() >= PRIVILEGED) {
                        ask(mention, origin, asked);
                    }
                    return Optional.empty();
                });
    }

    private void ask(Mention mention, Origin origin, Map<String, Map<Integer, Origin>> asked) {
        place(mention.host())
                .filter(place -> !place.ports().containsKey(mention.port()))
                .ifPresent(place ->
                        asked.computeIfAbsent(place.service(), _ -> new LinkedHashMap<>())
                                .putIfAbsent(mention.port(), origin));
    }

    private static List<String> commandWords(Workload workload) {
        return switch (workload) {
            case Workload.Command(List<String> command) -> command;
            case Workload.Image image ->
                    Stream.concat(image.command().stream(), image.arguments().stream()).toList();
            case Workload.Unrunnable _ -> List.of();
        };
    }
}
