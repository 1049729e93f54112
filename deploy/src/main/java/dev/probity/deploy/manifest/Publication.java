package dev.probity.deploy.manifest;

import dev.probity.dialects.Loss;
import dev.probity.dialects.kubernetes.output.ManifestWriter;
import dev.probity.dialects.kubernetes.output.Manifests;
import dev.probity.spec.Application;
import dev.probity.spec.output.Output;
import dev.probity.spec.output.Output.Branch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An application as the objects that a cluster is given. The same application gives the same
/// bytes.
///
/// @param application its name
/// @param objects in the order in which they are applied
/// @param losses what they do not say any more
public record Publication(String application, List<Branch> objects, List<Loss> losses) {
    /// Who manages an object, in a label that everybody knows.
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    public static final String PART_OF = "app.kubernetes.io/part-of";

    /// Which service of the application.
    public static final String NAME = "app.kubernetes.io/name";

    /// The value of {@link #MANAGED_BY}, and the field manager.
    public static final String MANAGER = "probity";

    public Publication {
        objects = List.copyOf(objects);
        losses = List.copyOf(losses);
    }

    public static Publication of(Application application) {
        Manifests manifests = ManifestWriter.forCluster().manifests(application);
        manifests.objects().forEach(object -> mark(object, application));
        manifests.objects().forEach(Publication::encode);
        manifests.objects().forEach(ProbePorts::number);
        return new Publication(application.name(), manifests.objects(), manifests.losses());
    }

    private static void mark(Branch object, Application application) {
        if (object.entries().get("metadata") instanceof Branch metadata) {
            metadata.leafIf("namespace", application.namespace());
        }
        label(object);
        // The cluster copies these labels to the claims that it makes of the templates.
        if (object.entries().get("spec") instanceof Branch spec
                && spec.entries().get("volumeClaimTemplates")
                        instanceof Output.Items(List<Branch> templates)) {
            templates.forEach(Publication::label);
        }
    }

    private static void label(Branch object) {
        if (object.entries().get("metadata") instanceof Branch metadata
                && metadata.entries().get("labels") instanceof Branch labels) {
            labels.leaf(MANAGED_BY, MANAGER);
        }
    }

    /// Texts of a Secret as the server keeps them: a text that is only given in clear is not taken
    /// away again when it is left out the next time.
    private static void encode(Branch object) {
        if (object.entries().remove("stringData") instanceof Branch texts) {
            Branch data = new Branch();
            texts.entries()
                    .forEach((key, value) -> {
                        if (value instanceof Output.Leaf(_, Object text)) {
                            data.leaf(
                                    key,
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    text.toString()
                                                            .getBytes(StandardCharsets.UTF_8)));
                        }
                    });
            object.put("data", data);
        }
    }

    /// What finds everything that was ever made of the application.
    public static Map<String, String> labels(String application) {
        return new TreeMap<>(Map.of(MANAGED_BY, MANAGER, PART_OF, application));
    }

    public List<Manifest> manifests() {
        return objects.stream().map(Manifest::of).toList();
    }

    /// All objects as one file of YAML.
    public String text() {
        return ManifestWriter.text(objects);
    }

    /// Each object as a file of YAML, by the name of the file, such as `deployment-web.yaml`.
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (Branch object : objects) {
            ObjectName name = Manifest.of(object).name();
            String file = name.kind().word().toLowerCase(Locale.ROOT) + "-" + name.name();
            files.put(file + ".yaml", ManifestWriter.text(List.of(object)));
        }
        return files;
    }
}
