package dev.probity.dialects.kubernetes.file;

import dev.probity.dialects.kubernetes.file.KubeIngress.Rule;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Ingress.PathType;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads an Ingress of `networking.k8s.io/v1`.
final class IngressReader {
    private static final Origin KUBERNETES = new Origin.Default("Kubernetes");

    private final Metadata metadata;
    private final List<Rule> rules = new ArrayList<>();

    IngressReader(Metadata metadata) {
        this.metadata = metadata;
    }

    KubeIngress read(Fields spec) {
        Lost.INGRESS.report(spec);
        metadata.annotations()
                .forEach((key, value) -> {
                    if (!key.startsWith("kubectl.") && !key.startsWith("probity.dev/")) {
                        spec.owner()
                                .diagnostics()
                                .warning(
                                        KubernetesCode.LOSSY,
                                        value.origin(),
                                        "\"metadata.annotations."
                                                + key
                                                + "\" is lost: it speaks to another"
                                                + " controller");
                    }
                });
        Optional<Value> backend = spec.get("defaultBackend");
        List<Value> written = spec.list("rules");
        written.forEach(rule -> rule.mapping(this::rule));
        backend.flatMap(value -> value.mapping(IngressReader::backend))
                .flatMap(Function.identity())
                .filter(_ -> rules.stream().noneMatch(IngressReader::takesTheRest))
                .ifPresent(found ->
                        rules.add(
                                new Rule(
                                        backend.get().origin(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        new Located<>(PathType.PREFIX, KUBERNETES),
                                        found.service(),
                                        found.port())));
        if (written.isEmpty() && backend.isEmpty()) {
            spec.owner()
                    .error(
                            KubernetesCode.REQUIRED,
                            "spec: Invalid value: either `defaultBackend` or `rules` must be"
                                    + " specified");
        }
        return new KubeIngress(metadata, rules);
    }

    /// Whether nothing is left for a default backend.
    private static boolean takesTheRest(Rule rule) {
        return rule.host().isEmpty()
                && rule.pathType().value() == PathType.PREFIX
                && rule.path().map(Located::value).orElse("/").equals("/");
    }

    private record Backend(Located<String> service, Optional<Located<PortRef>> port) {}

    private boolean rule(Fields fields) {
        Optional<Located<String>> host = Texts.text(fields, "host");
        return fields.mapping(
                        "http",
                        http -> {
                            List<Value> paths = http.list("paths");
                            if (paths.isEmpty()) {
                                Texts.missing(http.owner(), "paths");
                            }
                            paths.forEach(path -> path.mapping(found -> path(host, found)));
                            return true;
                        })
                .isPresent();
    }

    private boolean path(Optional<Located<String>> host, Fields fields) {
        Optional<Located<String>> path = Texts.text(fields, "path");
        Optional<Located<PathType>> pathType = pathType(fields);
        Optional<Value> written = fields.get("backend");
        if (written.isEmpty()) {
            Texts.missing(fields.owner(), "backend");
        }
        Optional<Backend> backend =
                written.flatMap(value -> value.mapping(IngressReader::backend))
                        .flatMap(Function.identity());
        return backend.isPresent()
                && pathType.isPresent()
                && rules.add(
                        new Rule(
                                fields.owner().origin(),
                                host,
                                path,
                                pathType.get(),
                                backend.get().service(),
                                backend.get().port()));
    }

    private static Optional<Located<PathType>> pathType(Fields fields) {
        Optional<Value> written = fields.get("pathType");
        if (written.isEmpty()) {
            fields.owner()
                    .error(
                            KubernetesCode.REQUIRED,
                            fields.owner().path()
                                    + ".pathType: Required value: pathType must be specified",
                            "write \"pathType: Prefix\"");
            return Optional.empty();
        }
        Optional<Located<String>> word = Texts.text(written.get());
        return word.flatMap(found ->
                switch (found.value()) {
                    case "Prefix" -> Optional.of(written.get().at(PathType.PREFIX));
                    case "Exact" -> Optional.of(written.get().at(PathType.EXACT));
                    case "ImplementationSpecific" -> {
                        Lost.report(written.get(), "the path is taken as a prefix");
                        yield Optional.of(written.get().at(PathType.PREFIX));
                    }
                    default -> {
                        Texts.invalid(
                                written.get(),
                                "supported values: \"Exact\", \"ImplementationSpecific\","
                                        + " \"Prefix\"");
                        yield Optional.empty();
                    }
                });
    }

    private static Optional<Backend> backend(Fields fields) {
        fields.get("resource")
                .ifPresent(value -> Lost.report(value, "only Services are behind an Ingress"));
        return fields.mapping("service", IngressReader::service).flatMap(Function.identity());
    }

    private static Optional<Backend> service(Fields fields) {
        Optional<Located<PortRef>> port =
                fields.mapping(
                                "port",
                                inner -> {
                                    Optional<Located<PortRef>> name =
                                            Texts.text(inner, "name")
                                                    .map(text -> text.map(PortRef.Named::new));
                                    return name.or(() ->
                                            inner.get("number")
                                                    .flatMap(ContainerReader::number)
                                                    .map(number ->
                                                            number.map(PortRef.Numbered::new)));
                                })
                        .flatMap(Function.identity());
        return Texts.required(fields, "name").map(name -> new Backend(name, port));
    }
}
