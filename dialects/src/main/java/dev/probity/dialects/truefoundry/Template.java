package dev.probity.dialects.truefoundry;

import dev.probity.dialects.cloud.CloudCode;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in `${NAME}` and `${NAME:-default}`. They are not TrueFoundry's: manifests are handed
/// around as templates for a shell. What nobody gives stays as it is.
final class Template {
    private static final Pattern OPEN =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]{0,99})(?::-([^${}]{0,999}))?}");

    /// A variable of 100 KB can be mentioned in each of 100,000 values.
    private static final int MAX_FILLED = 1 << 20;

    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private int filled;

    Template(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    List<Node> filled(List<Node> documents) {
        return documents.stream().map(this::filled).toList();
    }

    private Node filled(Node node) {
        return switch (node) {
            case Node.Mapping mapping ->
                    new Node.Mapping(
                            mapping.position(),
                            mapping.entries().stream()
                                    .map(entry ->
                                            new Node.Entry(
                                                    entry.position(),
                                                    entry.key(),
                                                    filled(entry.value())))
                                    .toList());
            case Node.Sequence sequence ->
                    new Node.Sequence(
                            sequence.position(),
                            sequence.items().stream().map(this::filled).toList());
            case Node.Scalar scalar when !scalar.text().contains("${") -> scalar;
            case Node.Scalar scalar ->
                    new Node.Scalar(scalar.position(), text(scalar), scalar.style());
        };
    }

    private String text(Node.Scalar scalar) {
        Matcher open = OPEN.matcher(scalar.text());
        return open.replaceAll(found -> {
            Optional<String> value =
                    surroundings
                            .variable(found.group(1))
                            .or(() -> Optional.ofNullable(found.group(2)))
                            .filter(text -> (filled += text.length()) < MAX_FILLED);
            diagnostics.warning(
                    value.isPresent() ? CloudCode.OPEN : CloudCode.NOT_GIVEN,
                    scalar.position(),
                    value.isPresent()
                            ? found.group() + " is open; it is filled in here"
                            : found.group() + " is open, and nobody says what it is",
                    "--set " + found.group(1) + "=VALUE");
            return Matcher.quoteReplacement(value.orElse(found.group()));
        });
    }
}
