package dev.probity.spec.yaml;

import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.EnvironmentFile;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `envFile` and `env`, in this order: what stands in the file itself wins.
final class EnvironmentReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][-A-Za-z0-9_.]*");

    private final Surroundings surroundings;
    private final List<Located<EnvironmentVariable>> variables = new ArrayList<>();

    private EnvironmentReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static List<Located<EnvironmentVariable>> read(
            Fields fields, Path directory, Surroundings surroundings) {
        var reader = new EnvironmentReader(surroundings);
        fields.get("envFile", "env_file")
                .ifPresent(files ->
                        files.oneOrMore().stream()
                                .flatMap(file -> file.nonEmptyString().stream())
                                .forEach(file ->
                                        reader.variables.addAll(
                                                EnvironmentFile.read(
                                                        file,
                                                        directory,
                                                        surroundings,
                                                        files.diagnostics()))));
        fields.get("env").ifPresent(reader::environment);
        return reader.variables;
    }

    private void environment(Value value) {
        if (value.isList()) {
            value.items().forEach(this::item);
            return;
        }
        for (Value.Member member : value.members()) {
            add(member.key(), member.value(), Optional.of(member.value()));
        }
    }

    /// `NAME=value`, `NAME`, or a mapping of name and value as Kubernetes has it.
    private void item(Value item) {
        if (item.isMapping()) {
            item.mapping(this::named);
            return;
        }
        Optional<Located<String>> text = item.nonEmptyString();
        if (text.isEmpty()) {
            return;
        }
        String line = text.get().value();
        int equals = line.indexOf('=');
        if (equals < 0) {
            add(text.get(), item, Optional.empty());
        } else {
            put(item.at(line.substring(0, equals).strip()), item, line.substring(equals + 1));
        }
    }

    private boolean named(Fields fields) {
        Optional<Located<String>> name = fields.requiredString("name");
        Optional<Value> value = fields.written("value");
        name.ifPresent(given -> add(given, fields.owner(), value));
        return name.isPresent();
    }

    /// @param place for messages
    private void add(Located<String> name, Value place, Optional<Value> value) {
        if (value.isPresent() && !value.get().isNull()) {
            value.get().string().ifPresent(text -> put(name, value.get(), text.value()));
            return;
        }
        Optional<String> inherited = surroundings.variable(name.value());
        if (inherited.isEmpty()) {
            place.diagnostics()
                    .warning(
                            SpecCode.VARIABLE_NOT_SET,
                            name.origin(),
                            name.value() + " has no value, and is not set where Probity runs",
                            "write " + name.value() + ": \"\" for an empty value");
        }
        inherited.ifPresent(text -> put(name, place, text));
    }

    private void put(Located<String> name, Value place, String text) {
        if (!NAME.matcher(name.value()).matches()) {
            place.diagnostics()
                    .error(
                            SpecCode.VARIABLE_NAME,
                            name.origin(),
                            "\"" + name.value() + "\" cannot be the name of a variable");
        }
        variables.add(place.at(new EnvironmentVariable(name.value(), text)));
    }
}
