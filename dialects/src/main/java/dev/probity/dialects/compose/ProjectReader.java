package dev.probity.dialects.compose;

import dev.probity.dialects.Labels;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Dialect;
import dev.probity.spec.reading.EnvironmentFile;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Style;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenService;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the root of the file.
final class ProjectReader {
    /// Quotes do not matter: what a variable has become is a text first.
    private static final Scalars SCALARS =
            new Scalars() {
                @Override
                public Optional<BigInteger> integer(Scalar scalar) {
                    return Scalars.CORE.integer(plain(scalar));
                }

                @Override
                public Optional<Boolean> bool(Scalar scalar) {
                    return Scalars.CORE.bool(plain(scalar));
                }

                private static Scalar plain(Scalar scalar) {
                    return new Scalar(scalar.position(), scalar.text(), Style.PLAIN);
                }
            };

    private static final Dialect DIALECT =
            new Dialect(
                    "Compose",
                    Severity.ERROR,
                    SCALARS,
                    "x-",
                    (owner, key) ->
                            owner.name() + " additional properties '" + key + "' not allowed");

    private final Path directory;
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;

    ProjectReader(Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        this.directory = directory;
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    Optional<WrittenApplication> read(Node root) {
        Map<String, String> file = environmentFile();
        Node whole =
                new Interpolation(
                                name ->
                                        surroundings
                                                .variable(name)
                                                .or(() -> Optional.ofNullable(file.get(name))),
                                diagnostics)
                        .apply(root);
        return Value.root(whole, DIALECT, diagnostics).mapping(this::project);
    }

    /// The file `.env` beside it, when there is one.
    private Map<String, String> environmentFile() {
        Map<String, String> variables = new HashMap<>();
        try {
            surroundings.read(directory.resolve(".env"));
        } catch (IOException none) {
            return variables;
        }
        var name = new Located<>(".env", (Origin) new Origin.Position(".env", 1, 1));
        for (Located<EnvironmentVariable> variable :
                EnvironmentFile.read(name, directory, surroundings, diagnostics)) {
            variables.put(variable.value().name(), variable.value().value());
        }
        return variables;
    }

    private WrittenApplication project(Fields fields) {
        Lost.PROJECT.report(fields);
        elsewhere(fields, "include");
        Optional<Located<String>> name = fields.string("name");
        List<WrittenService> services = new ArrayList<>();
        Optional<Value> written = fields.required("services");
        List<Value.Member> members = written.map(Value::members).orElse(List.of());
        if (written.isPresent() && members.isEmpty()) {
            written.get().error(SpecCode.EMPTY_VALUE, "services has no service in it");
        }
        Map<String, String> hosts = new HashMap<>();
        for (Value.Member member : members) {
            Located<String> label = label(member.key());
            var reader = new ServiceReader(label, directory, surroundings);
            hosts.put(label.value(), label.value());
            hosts.put(member.key().value(), label.value());
            member.value()
                    .mapping(service -> {
                        service.string("container_name")
                                .ifPresent(host -> hosts.put(host.value(), label.value()));
                        return reader.read(service);
                    })
                    .ifPresent(services::add);
        }
        return new WrittenApplication(
                fields.owner().origin(),
                name.map(given -> given.map(Labels::of)),
                directory,
                new Network(hosts, diagnostics).replaced(services),
                List.of());
    }

    private Located<String> label(Located<String> written) {
        String label = Labels.of(written.value());
        if (!label.equals(written.value())) {
            diagnostics.note(
                    ComposeCode.NAME,
                    written.origin(),
                    "the service \"%s\" is called \"%s\" here".formatted(written.value(), label));
        }
        return new Located<>(label, written.origin());
    }

    static void elsewhere(Fields fields, String key) {
        fields.get(key)
                .ifPresent(value ->
                        value.error(
                                ComposeCode.ELSEWHERE,
                                "\"" + value.path() + "\" is not followed",
                                "`docker compose config > whole.yaml` writes everything into one"
                                        + " file"));
    }
}
