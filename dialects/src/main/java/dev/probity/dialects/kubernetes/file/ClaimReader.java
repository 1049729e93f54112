package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Quantities;
import dev.probity.spec.reading.Value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the claims' templates of a StatefulSet. In a cluster each Pod gets volumes of its own.
final class ClaimReader {
    private ClaimReader() {}

    /// @return by their names
    static Map<String, VolumeClaim> read(Fields spec, Optional<Located<Integer>> replicas) {
        List<Value> templates = spec.list("volumeClaimTemplates");
        if (!templates.isEmpty() && replicas.map(Located::value).orElse(1) > 1) {
            Lost.report(templates.getFirst(), "the replicas share one volume here");
        }
        Map<String, VolumeClaim> claims = new HashMap<>();
        for (Value template : templates) {
            template.mapping(fields -> name(fields).map(name -> Map.entry(name, claim(fields))))
                    .flatMap(found -> found)
                    .ifPresent(found -> claims.put(found.getKey(), found.getValue()));
        }
        return claims;
    }

    private static Optional<String> name(Fields template) {
        template.alsoKnown("apiVersion", "kind", "status");
        return template.mapping(
                        "metadata",
                        metadata -> {
                            Lost.METADATA.report(metadata);
                            metadata.alsoKnown("labels", "annotations", "namespace");
                            return Texts.required(metadata, "name").map(Located::value);
                        })
                .flatMap(name -> name);
    }

    private static VolumeClaim claim(Fields template) {
        return template.mapping("spec", ClaimReader::wanted).orElse(VolumeClaim.DEFAULT);
    }

    private static VolumeClaim wanted(Fields spec) {
        spec.alsoKnown(
                "accessModes",
                "selector",
                "volumeName",
                "volumeMode",
                "dataSource",
                "dataSourceRef",
                "volumeAttributesClassName");
        OptionalLong size =
                spec.mapping(
                                "resources",
                                resources -> {
                                    resources.alsoKnown("limits");
                                    return size(resources);
                                })
                        .orElse(OptionalLong.empty());
        return new VolumeClaim.Wanted(
                size.orElse(VolumeClaim.USUAL_SIZE),
                Texts.text(spec, "storageClassName").map(Located::value));
    }

    private static OptionalLong size(Fields resources) {
        return Texts.map(resources, "requests").entrySet().stream()
                .filter(entry -> entry.getKey().equals("storage"))
                .flatMapToLong(entry -> Quantities.bytes(entry.getValue().value()).stream())
                .findFirst();
    }
}
