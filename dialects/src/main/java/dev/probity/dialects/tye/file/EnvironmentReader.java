package dev.probity.dialects.tye.file;

import dev.probity.dialects.tye.file.TyeVariable.From;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `env`, its other name `configuration`, and `env_file`. Their entries follow each other in
/// the order of the text, and the last one of a name wins.
final class EnvironmentReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,59}");
    private static final Set<String> KEYS = Set.of("env", "configuration", "env_file");

    private final Path directory;
    private final Surroundings surroundings;
    private final OtherFiles files;
    private final Diagnostics diagnostics;

    EnvironmentReader(Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        this.directory = directory;
        this.surroundings = surroundings;
        this.files = new OtherFiles(surroundings, diagnostics);
        this.diagnostics = diagnostics;
    }

    List<TyeVariable> read(Keys service) {
        List<TyeVariable> variables = new ArrayList<>();
        for (Node.Entry entry : service.entries(KEYS)) {
            for (Node item : service.list(entry.key(), entry.value())) {
                if (entry.key().equals("env_file")) {
                    service.item(item)
                            .flatMap(service::path)
                            .ifPresent(path -> variables.addAll(file(path)));
                } else {
                    variable(item).ifPresent(variables::add);
                }
            }
        }
        return variables;
    }

    private Optional<TyeVariable> variable(Node item) {
        return switch (item) {
            case Scalar scalar -> named(compact(scalar));
            case Mapping mapping ->
                    Keys.read(mapping, diagnostics, this::pair).flatMap(this::named);
            case Sequence list -> {
                diagnostics.error(
                        SpecCode.WRONG_KIND,
                        list.position(),
                        "Unexpected node type in the tye configuration file. Expected one of"
                                + " (\"Mapping\", \"Scalar\") but got \"Sequence\".",
                        "write \"- NAME=value\", or \"- name: NAME\" with \"value: …\" below it");
                yield Optional.empty();
            }
        };
    }

    private TyeVariable pair(Keys keys) {
        Optional<Located<String>> name = keys.text("name");
        Optional<Located<String>> value = keys.text("value");
        return variable(
                keys.origin(), name.map(Located::value).orElse(""), value.map(Located::value));
    }

    /// `NAME=value`, or `NAME` for the machine's value.
    private TyeVariable compact(Scalar scalar) {
        int equals = scalar.text().indexOf('=');
        if (equals < 0) {
            return variable(scalar.position(), scalar.text().strip(), Optional.empty());
        }
        return variable(
                scalar.position(),
                scalar.text().substring(0, equals).strip(),
                Optional.of(unquoted(scalar.text().substring(equals + 1).strip())));
    }

    private TyeVariable variable(Origin origin, String name, Optional<String> written) {
        if (written.isPresent()) {
            return new TyeVariable(origin, name, written.get(), From.FILE);
        }
        Optional<String> machine = name.isEmpty() ? Optional.empty() : surroundings.variable(name);
        return new TyeVariable(
                origin,
                name,
                machine.orElse(""),
                machine.isPresent() ? From.MACHINE : From.NOWHERE);
    }

    private Optional<TyeVariable> named(TyeVariable variable) {
        if (!variable.name().isBlank()) {
            return Optional.of(variable);
        }
        diagnostics.error(
                SpecCode.MISSING_KEY,
                variable.origin(),
                "The Name field is required. An environment variable has no name",
                "write \"- NAME=value\", or \"- name: NAME\" with \"value: …\" below it");
        return Optional.empty();
    }

    private List<TyeVariable> file(Located<String> path) {
        Path file = directory.resolve(path.value()).normalize();
        return files.read(file, path.value(), path, "env_file", SpecCode.UNREADABLE)
                .map(this::lines)
                .orElse(List.of());
    }

    private List<TyeVariable> lines(Source source) {
        List<TyeVariable> variables = new ArrayList<>();
        List<String> lines = source.text().lines().map(String::strip).toList();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Origin place = new Origin.Position(source.name(), index + 1, 1);
            int equals = line.indexOf('=');
            if (equals < 0) {
                diagnostics.error(
                        TyeCode.ENVIRONMENT_FILE,
                        place,
                        "Expected a value for environment variable " + shown(line) + ".",
                        "write NAME=value; a comment begins with #");
                continue;
            }
            named(
                            new TyeVariable(
                                    place,
                                    line.substring(0, equals).strip(),
                                    unquoted(line.substring(equals + 1)),
                                    From.FILE))
                    .ifPresent(variables::add);
        }
        return variables;
    }

    /// What is no name may be a misplaced secret.
    private static String shown(String line) {
        return NAME.matcher(line).matches() ? Quoted.of(line) : "in this line";
    }

    /// Takes blanks and double quotes off both ends, in any mixture.
    private static String unquoted(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isTrimmed(text.charAt(from))) {
            from++;
        }
        while (to > from && isTrimmed(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isTrimmed(char character) {
        return character == ' ' || character == '"';
    }
}
