package dev.probity.dialects.truefoundry;

import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.CloudKeys;
import dev.probity.dialects.cloud.CloudService;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.reading.Dialect;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads manifests: services, jobs, and sets of them.
final class ManifestReader {
    static final int MAX_PORT = 65535;

    /// The API allows unknown keys; in probes and ports they are worth an error, since a misspelt
    /// probe is no probe.
    static final Dialect STRICT =
            new Dialect(TrueFoundryDialect.RULE, Severity.ERROR, Scalars.LENIENT);

    private static final Dialect RULES =
            new Dialect(TrueFoundryDialect.RULE, Severity.WARNING, Scalars.LENIENT);

    /// The services among the types.
    private static final List<String> RUNNING = List.of("service", "async-service", "job");

    private static final List<String> TYPES =
            List.of(
                    "service",
                    "async-service",
                    "job",
                    "helm",
                    "application-set",
                    "notebook",
                    "ssh-server",
                    "volume",
                    "workflow",
                    "intercept",
                    "codeserver",
                    "rstudio",
                    "spark-job");

    private final Path directory;
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final List<CloudService> services = new ArrayList<>();
    private Optional<Located<String>> name = Optional.empty();

    ManifestReader(Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        this.directory = directory;
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    static boolean isType(String text) {
        return TYPES.contains(text);
    }

    WrittenApplication read(List<Node> documents) {
        for (Node document : documents) {
            Value.root(document, RULES, diagnostics).mapping(this::manifest);
        }
        // A lone service gives the application its name.
        if (services.size() == 1 && name.isEmpty()) {
            name =
                    Optional.of(services.getFirst().name())
                            .filter(found -> found.origin() instanceof Origin.Position);
        }
        return new WrittenApplication(
                documents.getFirst().position(),
                name,
                directory,
                CloudService.together(services, diagnostics),
                List.of());
    }

    private boolean manifest(Fields fields) {
        Optional<Located<String>> type = type(fields);
        boolean components = fields.get("components").isPresent();
        if (type.filter(found -> found.value().equals("application-set")).isPresent()
                || (type.isEmpty() && components)) {
            return set(fields);
        }
        if (type.isEmpty() && fields.get("name").isEmpty() && fields.get("image").isEmpty()) {
            return fragment(fields);
        }
        return service(fields, type);
    }

    private static Optional<Located<String>> type(Fields fields) {
        Optional<Located<String>> type = fields.string("type");
        type.filter(found -> !isType(found.value()))
                .ifPresent(unknown ->
                        fields.owner()
                                .diagnostics()
                                .report(
                                        Severity.ERROR,
                                        SpecCode.NOT_ONE_OF,
                                        unknown.origin(),
                                        "type is \""
                                                + unknown.value()
                                                + "\"; it can be "
                                                + String.join(", ", TYPES),
                                        Spelling.hint(unknown.value(), TYPES)));
        return type;
    }

    /// `application-set`, and the old form that has no type.
    private boolean set(Fields fields) {
        name = fields.requiredString("name").map(text -> Cloud.name(text, diagnostics));
        CloudKeys cloud = new CloudKeys(diagnostics);
        cloud.passOver(fields, "workspace_fqn", "convert_template_manifest");
        cloud.warn(fields, "template", "TrueFoundry's servers fill it in");
        cloud.warn(fields, "values", "TrueFoundry's servers fill in the template");
        cloud.report();
        if (fields.get("components").isEmpty() && fields.get("template").isEmpty()) {
            fields.reportMissing("components");
        }
        for (Value component : fields.list("components")) {
            component.mapping(found -> service(found, type(found)));
        }
        return true;
    }

    private boolean fragment(Fields fields) {
        diagnostics.warning(
                CloudCode.FRAGMENT,
                fields.owner().origin(),
                "this is a part of a manifest only: it has no \"type\"",
                "add type, name, image, ports and replicas");
        services.add(
                new CloudService(
                        new Located<>("service", new Origin.Default(TrueFoundryDialect.RULE)),
                        Optional.empty(),
                        fields.owner().at(Cloud.image(Cloud.FRAGMENT, surroundings)),
                        List.of(),
                        List.of(),
                        ManifestProbes.read(fields),
                        List.of(),
                        Optional.empty()));
        return true;
    }

    private boolean service(Fields fields, Optional<Located<String>> type) {
        var reader = new ManifestService(fields, directory, surroundings, diagnostics);
        boolean runs = type.isEmpty() || RUNNING.contains(type.get().value());
        if (runs) {
            services.add(reader.running(type.map(Located::value).orElse("service")));
        } else {
            services.add(reader.other(type.get()));
        }
        return true;
    }
}
