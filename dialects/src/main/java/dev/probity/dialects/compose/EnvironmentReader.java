package dev.probity.dialects.compose;

import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.reading.EnvironmentFile;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads `env_file`, then `environment`, which wins.
final class EnvironmentReader {
    private final Path directory;
    private final Surroundings surroundings;
    private final List<Located<EnvironmentVariable>> variables = new ArrayList<>();

    EnvironmentReader(Path directory, Surroundings surroundings) {
        this.directory = directory;
        this.surroundings = surroundings;
    }

    List<Located<EnvironmentVariable>> read(Fields fields) {
        fields.get("env_file").map(Value::oneOrMore).orElse(List.of()).forEach(this::file);
        fields.get("environment").ifPresent(this::environment);
        return variables;
    }

    private void file(Value value) {
        Optional<Located<String>> path =
                value.isMapping()
                        ? value.mapping(this::path).flatMap(Function.identity())
                        : value.nonEmptyString();
        path.ifPresent(found ->
                variables.addAll(
                        EnvironmentFile.read(found, directory, surroundings, value.diagnostics())));
    }

    /// Nothing when the file is missing and need not be there.
    private Optional<Located<String>> path(Fields fields) {
        boolean required = fields.bool("required").map(Located::value).orElse(true);
        fields.get("format")
                .ifPresent(value -> Lost.report(value, "the file is read as lines of NAME=value"));
        return fields.requiredString("path").filter(path -> required || exists(path.value()));
    }

    private boolean exists(String path) {
        try {
            surroundings.read(directory.resolve(path));
            return true;
        } catch (IOException | InvalidPathException missing) {
            return false;
        }
    }

    private void environment(Value value) {
        if (value.isMapping()) {
            for (Value.Member member : value.members()) {
                if (member.value().isNull()) {
                    inherit(member.key());
                } else {
                    member.value().string().ifPresent(text -> put(member.key().value(), text));
                }
            }
            return;
        }
        for (Value item : value.items()) {
            item.nonEmptyString().ifPresent(this::line);
        }
    }

    private void line(Located<String> line) {
        int equals = line.value().indexOf('=');
        if (equals < 0) {
            inherit(line);
        } else {
            put(line.value().substring(0, equals), line.map(text -> text.substring(equals + 1)));
        }
    }

    /// A name alone takes the value that Probity was started with, if any.
    private void inherit(Located<String> name) {
        surroundings
                .variable(name.value())
                .ifPresent(value -> put(name.value(), name.map(_ -> value)));
    }

    private void put(String name, Located<String> value) {
        variables.add(value.map(text -> new EnvironmentVariable(name, text)));
    }
}
