package dev.probity.control.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.control.http.Problem;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Handler;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.Secrets;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;
import dev.probity.spec.yaml.ProbityYaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A probe that somebody would like, read by the rules of a file.
///
/// @param probe absent when there is to be none, or when there are problems
/// @param problems each at its field
public record Proposal(Optional<Probe> probe, List<Problem.Field> problems) {
    private static final String NAME = "the probe";

    /// `readinessProbe.httpGet.port: must be …`
    private static final Pattern ABOUT =
            Pattern.compile("(?<owner>\\w+)(\\.(?<field>\\S+))?: (?<what>.*)", Pattern.DOTALL);

    public Proposal {
        problems = List.copyOf(problems);
    }

    public boolean isValid() {
        return problems.isEmpty();
    }

    /// @param json the probe's mapping as in a file; null for none
    public static Proposal read(JsonNode json, ProbePlace place) {
        if (json.isNull()) {
            return new Proposal(Optional.empty(), List.of());
        }
        if (!json.isObject()) {
            return new Proposal(
                    Optional.empty(),
                    List.of(
                            new Problem.Field(
                                    "", "the probe must be an object, or null for none")));
        }
        Diagnostics diagnostics = new Diagnostics();
        // JSON is YAML: what reads files reads it, and says the same about it.
        Source source = new Source(NAME, Json.text(unmasked((ObjectNode) json, place)));
        Optional<Node> node = YamlText.document(source, YamlText.MergeKeys.PLAIN, diagnostics);
        Optional<Probe> probe = node.flatMap(root -> ProbityYaml.probe(root, place, diagnostics));
        Map<Origin, String> fields = new HashMap<>();
        node.ifPresent(root -> collect(root, "", fields));
        List<Problem.Field> problems = new ArrayList<>();
        for (Diagnostic diagnostic : diagnostics.all()) {
            if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
                problems.add(problem(diagnostic, fields, place));
            }
        }
        return new Proposal(problems.isEmpty() ? probe : Optional.empty(), problems);
    }

    /// Whoever changes a number sends the masks of secret headers back, and means what is there.
    private static JsonNode unmasked(ObjectNode json, ProbePlace place) {
        ObjectNode copy = json.deepCopy();
        List<Handler.Header> present =
                place.probe().map(Probe::handler).stream()
                        .filter(Handler.HttpGet.class::isInstance)
                        .flatMap(handler -> ((Handler.HttpGet) handler).headers().stream())
                        .toList();
        for (JsonNode header : copy.path("httpGet").path("httpHeaders")) {
            if (header instanceof ObjectNode fields
                    && header.path("value").asText().equals(Secrets.MASK)) {
                present.stream()
                        .filter(known -> known.name().equals(header.path("name").asText()))
                        .findFirst()
                        .ifPresent(known -> fields.put("value", known.value()));
            }
        }
        return copy;
    }

    /// Where each field stands, by the places of its key and of its value.
    private static void collect(Node node, String path, Map<Origin, String> fields) {
        fields.putIfAbsent(node.position(), path);
        switch (node) {
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    String inner = path.isEmpty() ? entry.key() : path + "." + entry.key();
                    fields.putIfAbsent(entry.position(), inner);
                    collect(entry.value(), inner, fields);
                }
            }
            case Node.Sequence sequence -> {
                int index = 0;
                for (Node item : sequence.items()) {
                    collect(item, path + "[" + index++ + "]", fields);
                }
            }
            case Node.Scalar _ -> {}
        }
    }

    /// A message that begins with the field's own path says more exactly than its place what it is
    /// about: something may be missing.
    private static Problem.Field problem(
            Diagnostic diagnostic, Map<Origin, String> fields, ProbePlace place) {
        String message =
                diagnostic.message() + diagnostic.hint().map(hint -> "; " + hint).orElse("");
        Matcher about = ABOUT.matcher(message);
        if (about.matches() && about.group("owner").equals(place.type().field())) {
            String field = Optional.ofNullable(about.group("field")).orElse("");
            return new Problem.Field(field, about.group("what"));
        }
        return new Problem.Field(fields.getOrDefault(diagnostic.origin(), ""), message);
    }
}
