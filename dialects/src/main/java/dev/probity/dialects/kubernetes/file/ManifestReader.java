package dev.probity.dialects.kubernetes.file;

import static java.util.Map.entry;

import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.reading.Dialect;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads all documents of a text, and the items of Lists in them.
public final class ManifestReader {
    /// As the API server decodes strictly.
    private static final Dialect DIALECT =
            new Dialect(
                    "Kubernetes",
                    Severity.ERROR,
                    Scalars.CORE,
                    "",
                    (owner, key) ->
                            "unknown field \""
                                    + (owner.path().isEmpty() ? key : owner.path() + "." + key)
                                    + "\"");

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int MAX_NAME = 253;

    /// What each kind that is read is called in full.
    private static final Map<String, String> VERSIONS =
            Map.ofEntries(
                    entry("Deployment", "apps/v1"),
                    entry("StatefulSet", "apps/v1"),
                    entry("DaemonSet", "apps/v1"),
                    entry("ReplicaSet", "apps/v1"),
                    entry("Job", "batch/v1"),
                    entry("Pod", "v1"),
                    entry("Service", "v1"),
                    entry("ConfigMap", "v1"),
                    entry("Secret", "v1"),
                    entry("Ingress", "networking.k8s.io/v1"),
                    entry("List", "v1"));

    private final Diagnostics diagnostics;
    private final List<PodOwner> owners = new ArrayList<>();
    private final List<KubeService> services = new ArrayList<>();
    private final List<KubeIngress> ingresses = new ArrayList<>();
    private final List<DataObject> data = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    public ManifestReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Whether the mapping is an object of the API.
    public static boolean isObject(Node root) {
        return root instanceof Mapping mapping
                && mapping.get("apiVersion").isPresent()
                && mapping.get("kind").isPresent();
    }

    public Manifests read(Source source) {
        List<Node> documents =
                YamlText.documents(source, YamlText.MergeKeys.FOLLOWED, diagnostics).stream()
                        .filter(node -> !(node instanceof Scalar scalar && scalar.isNull()))
                        .toList();
        documents.forEach(document -> object(Value.root(document, DIALECT, diagnostics)));
        Origin origin = new Origin.Position(source.name(), 1, 1);
        if (owners.isEmpty() && !diagnostics.hasErrors()) {
            diagnostics.error(
                    KubernetesCode.NOTHING_RUNS,
                    origin,
                    "there is no Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Pod in the"
                            + " file: nothing would run");
        }
        return new Manifests(origin, owners, services, ingresses, data);
    }

    private void object(Value value) {
        if (!(value.node() instanceof Mapping mapping)) {
            value.reportKind("an object with \"apiVersion\" and \"kind\"");
            return;
        }
        Optional<String> version = scalar(mapping, "apiVersion");
        Optional<String> kind = scalar(mapping, "kind");
        if (version.isEmpty() || kind.isEmpty()) {
            value.error(
                    KubernetesCode.NO_OBJECT,
                    value.name()
                            + " has no \""
                            + (version.isEmpty() ? "apiVersion" : "kind")
                            + "\": it is no object of Kubernetes");
            return;
        }
        String expected = VERSIONS.get(kind.get());
        if (expected == null || !sameGroup(expected, version.get())) {
            otherKind(value, kind.get(), version.get());
        } else if (!expected.equals(version.get())) {
            value.error(
                    KubernetesCode.NO_OBJECT,
                    "no matches for kind \""
                            + kind.get()
                            + "\" in version \""
                            + version.get()
                            + "\"",
                    "write \"apiVersion: " + expected + "\"");
        } else {
            value.mapping(fields -> known(fields, kind.get()));
        }
    }

    /// `apps/v1beta1` was a Deployment's once, `example.com/v1` is somebody else's.
    private static boolean sameGroup(String expected, String version) {
        return group(version).equals(group(expected)) || group(version).equals("extensions");
    }

    private static String group(String version) {
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }

    private static Optional<String> scalar(Mapping mapping, String key) {
        return mapping.get(key)
                .filter(node -> node instanceof Scalar scalar && !scalar.isNull())
                .map(node -> ((Scalar) node).text());
    }

    /// A kind that is nearly one of the few that mean something here is probably misspelt.
    private void otherKind(Value value, String kind, String version) {
        Optional<String> near =
                Spelling.nearest(kind, VERSIONS.keySet())
                        .filter(known -> version.equals(VERSIONS.get(known)))
                        .filter(_ -> !OtherKinds.isKnown(kind));
        if (near.isPresent()) {
            value.error(
                    KubernetesCode.NO_OBJECT,
                    "no matches for kind \"" + kind + "\" in version \"" + version + "\"",
                    "did you mean \"" + near.get() + "\"?");
            return;
        }
        diagnostics.warning(
                KubernetesCode.NOT_CARRIED,
                value.origin(),
                "the " + kind + " is not used: " + OtherKinds.reason(kind));
    }

    private boolean known(Fields fields, String kind) {
        fields.alsoKnown("apiVersion", "kind", "status");
        if (kind.equals("List")) {
            fields.alsoKnown("metadata");
            fields.list("items").forEach(this::object);
            return true;
        }
        Metadata metadata = metadata(fields, kind);
        switch (kind) {
            case "ConfigMap", "Secret" -> data.add(DataReader.read(fields, kind, metadata));
            case "Service" ->
                    fields.required("spec")
                            .flatMap(spec -> spec.mapping(new ServiceReader(metadata)::read))
                            .ifPresent(services::add);
            case "Ingress" ->
                    fields.required("spec")
                            .flatMap(spec -> spec.mapping(new IngressReader(metadata)::read))
                            .ifPresent(ingresses::add);
            default -> new PodReader(ownerKind(kind), metadata).read(fields).ifPresent(owners::add);
        }
        return true;
    }

    private static PodOwner.Kind ownerKind(String title) {
        for (PodOwner.Kind kind : PodOwner.Kind.values()) {
            if (kind.title().equals(title)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(title + " makes no Pods");
    }

    private Metadata metadata(Fields root, String kind) {
        Optional<Value> written = root.get("metadata");
        if (written.isEmpty()) {
            Texts.missing(root.owner(), "metadata.name");
        }
        return written.flatMap(value -> value.mapping(fields -> metadata(fields, root, kind)))
                .orElseGet(() ->
                        new Metadata(
                                root.owner().origin(),
                                root.owner().at(""),
                                Optional.empty(),
                                Map.of(),
                                Map.of()));
    }

    private Metadata metadata(Fields fields, Fields root, String kind) {
        Lost.METADATA.report(fields);
        Optional<Located<String>> name =
                Texts.text(fields, "name").or(() -> Texts.text(fields, "generateName"));
        if (name.isEmpty()) {
            Texts.missing(fields.owner(), "name");
        }
        Optional<Located<String>> namespace = Texts.text(fields, "namespace");
        name.ifPresent(found -> checkName(found, fields.owner()));
        String identity =
                kind
                        + " "
                        + namespace.map(Located::value).orElse("")
                        + "/"
                        + name.map(Located::value).orElse("");
        if (name.isPresent() && !seen.add(identity)) {
            diagnostics.error(
                    SpecCode.DUPLICATE,
                    name.get().origin(),
                    "there is another " + kind + " \"" + name.get().value() + "\" in the file",
                    "the later one would replace the earlier one");
        }
        return new Metadata(
                root.owner().origin(),
                name.orElseGet(() -> fields.owner().at("")),
                namespace,
                Texts.map(fields, "labels"),
                Texts.map(fields, "annotations"));
    }

    private void checkName(Located<String> name, Value owner) {
        String text = name.value();
        boolean generated = text.endsWith("-");
        if (text.length() > MAX_NAME || !NAME.matcher(generated ? text + "x" : text).matches()) {
            diagnostics.error(
                    KubernetesCode.INVALID,
                    name.origin(),
                    owner.path()
                            + ".name: Invalid value: \""
                            + text
                            + "\": a lowercase RFC 1123 subdomain must consist of lower case"
                            + " alphanumeric characters, '-' or '.', and must start and end with an"
                            + " alphanumeric character");
        }
    }
}
