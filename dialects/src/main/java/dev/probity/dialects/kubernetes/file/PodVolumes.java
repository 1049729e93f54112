package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Quantities;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The volumes of a Pod, and where its containers find them.
final class PodVolumes {
    private static final long USUAL = 1L << 30; // of memory that nothing limits; it is not reserved

    /// Kinds of volumes whose files are not here.
    private static final List<String> OTHERS =
            List.of(
                    "configMap",
                    "secret",
                    "projected",
                    "downwardAPI",
                    "csi",
                    "nfs",
                    "ephemeral",
                    "image",
                    "iscsi",
                    "fc",
                    "cephfs",
                    "rbd",
                    "glusterfs",
                    "gitRepo",
                    "flexVolume",
                    "awsElasticBlockStore",
                    "gcePersistentDisk",
                    "azureDisk",
                    "azureFile",
                    "cinder",
                    "vsphereVolume",
                    "portworxVolume",
                    "scaleIO",
                    "storageos",
                    "quobyte",
                    "flocker",
                    "photonPersistentDisk");

    private final Map<String, Source> sources = new HashMap<>();

    /// How often each volume is mounted, over all containers.
    private final Map<String, Integer> mounts = new HashMap<>();

    /// What a mount makes of a volume.
    private sealed interface Source {
        record Folder(Path path) implements Source {}

        record Kept(String name, boolean readOnly, VolumeClaim claim) implements Source {}

        /// Starts empty with the Pod.
        ///
        /// @param bounds what limits it
        record Empty(String name, OptionalLong size, Optional<Value> bounds) implements Source {}

        /// Told already.
        record Nothing() implements Source {}
    }

    /// @param pod its `volumes`
    /// @param claims a StatefulSet's templates by their names
    PodVolumes(Fields pod, Map<String, VolumeClaim> claims) {
        claims.forEach((name, claim) -> sources.put(name, new Source.Kept(name, false, claim)));
        for (Value value : pod.list("volumes")) {
            value.mapping(this::volume);
        }
    }

    private boolean volume(Fields fields) {
        Optional<Located<String>> name = Texts.required(fields, "name");
        List<Source> found = new ArrayList<>();
        String called = name.map(Located::value).orElse("");
        fields.mapping("emptyDir", empty -> empty(called, empty)).ifPresent(found::add);
        fields.mapping("hostPath", PodVolumes::folder).ifPresent(found::add);
        fields.mapping("persistentVolumeClaim", PodVolumes::claim).ifPresent(found::add);
        for (String kind : OTHERS) {
            fields.get(kind)
                    .ifPresent(value -> {
                        Lost.report(value, "a volume of this kind is not here");
                        found.add(new Source.Nothing());
                    });
        }
        Source source =
                found.stream()
                        .findFirst()
                        .orElseGet(() ->
                                new Source.Empty(called, OptionalLong.empty(), Optional.empty()));
        name.ifPresent(text -> sources.put(text.value(), usable(source, fields)));
        return true;
    }

    private static Source usable(Source source, Fields volume) {
        if (source instanceof Source.Empty empty && !Volume.Shared.isName(empty.name())) {
            volume.owner()
                    .error(
                            KubernetesCode.INVALID,
                            volume.owner().path()
                                    + ".name: Invalid value: \""
                                    + empty.name()
                                    + "\": a lowercase RFC 1123 label is expected",
                            "write lower-case letters, digits and hyphens between them");
            return new Source.Nothing();
        }
        return source;
    }

    private static Source empty(String name, Fields fields) {
        fields.alsoKnown("medium");
        Optional<Value> bounds = fields.get("sizeLimit");
        OptionalLong size =
                bounds.flatMap(Value::string).stream()
                        .flatMapToLong(text -> Quantities.bytes(text.value()).stream())
                        .findFirst();
        return new Source.Empty(name, size, bounds);
    }

    private static Source folder(Fields fields) {
        fields.alsoKnown("type");
        Optional<Located<String>> path = Texts.required(fields, "path");
        boolean usable = path.filter(text -> text.value().startsWith("/")).isPresent();
        if (path.isPresent() && !usable) {
            Lost.report(fields.owner(), "only a path from the root names a folder");
        }
        return usable
                ? new Source.Folder(Path.of(path.get().value()).normalize())
                : new Source.Nothing();
    }

    private static Source claim(Fields fields) {
        boolean readOnly = fields.bool("readOnly").map(Located::value).orElse(false);
        return Texts.required(fields, "claimName")
                .<Source>map(
                        name -> new Source.Kept(name.value(), readOnly, new VolumeClaim.Existing()))
                .orElseGet(Source.Nothing::new);
    }

    /// What a container finds, by its `volumeMounts`.
    List<Volume> mounts(Fields container) {
        return container.list("volumeMounts").stream()
                .flatMap(value -> value.mapping(this::mount).flatMap(found -> found).stream())
                .toList();
    }

    private Optional<Volume> mount(Fields fields) {
        fields.alsoKnown("mountPropagation", "recursiveReadOnly");
        Optional<Located<String>> name = Texts.required(fields, "name");
        Optional<Located<String>> path = Texts.required(fields, "mountPath");
        boolean readOnly = fields.bool("readOnly").map(Located::value).orElse(false);
        Optional<Value> part = fields.get("subPath", "subPathExpr");
        if (name.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        Source source = sources.get(name.get().value());
        if (source == null) {
            fields.owner()
                    .error(
                            KubernetesCode.INVALID,
                            fields.owner().path()
                                    + ".name: Not found: \""
                                    + name.get().value()
                                    + "\"");
            return Optional.empty();
        }
        if (part.isPresent()) {
            Lost.report(part.get(), "a part of a volume cannot be mounted");
            return Optional.empty();
        }
        mounts.merge(name.get().value(), 1, Integer::sum);
        return volume(source, path.get().value(), readOnly);
    }

    /// Once all containers have been read: an empty volume that is mounted once is memory of that
    /// container alone.
    List<PodContainer> settled(List<PodContainer> containers) {
        sources.values().forEach(this::reportBounds);
        return containers.stream()
                .map(container -> container.with(container.image().map(this::settled)))
                .toList();
    }

    private void reportBounds(Source source) {
        if (source instanceof Source.Empty empty && isShared(empty.name())) {
            empty.bounds()
                    .ifPresent(value ->
                            Lost.report(value, "a folder that containers share has no limit"));
        }
    }

    private Located<Workload.Image> settled(Located<Workload.Image> image) {
        return image.map(it -> {
            List<Volume> volumes = it.sandbox().volumes().stream().map(this::settled).toList();
            return it.within(it.sandbox().with(volumes));
        });
    }

    private Volume settled(Volume volume) {
        return volume instanceof Volume.Shared(String name, String path, _) && !isShared(name)
                ? new Volume.Temporary(path, size(name))
                : volume;
    }

    private boolean isShared(String name) {
        return mounts.getOrDefault(name, 0) > 1;
    }

    private long size(String name) {
        return sources.get(name) instanceof Source.Empty empty ? empty.size().orElse(USUAL) : USUAL;
    }

    private static Optional<Volume> volume(Source source, String path, boolean readOnly) {
        return switch (source) {
            case Source.Folder(Path folder) -> Optional.of(new Volume.Bind(folder, path, readOnly));
            case Source.Kept(String name, boolean always, VolumeClaim claim) ->
                    Optional.of(new Volume.Named(name, path, readOnly || always, claim));
            case Source.Empty(String name, _, _) ->
                    Optional.of(new Volume.Shared(name, path, readOnly));
            case Source.Nothing _ -> Optional.empty();
        };
    }
}
