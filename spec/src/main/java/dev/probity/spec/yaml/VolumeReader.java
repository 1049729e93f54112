package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.Volume;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads one entry of `volumes`: `./data:/data`, `data:/data:ro`, or a mapping.
final class VolumeReader {
    /// What a cluster is told of a volume that has a name.
    private static final List<String> OF_CLAIM = List.of("size", "storageClass", "existingClaim");

    private static final List<String> KINDS = List.of("hostPath", "volume", "shared", "tmpfs");

    private final Value value;
    private final Path directory;

    private VolumeReader(Value value, Path directory) {
        this.value = value;
        this.directory = directory;
    }

    static Optional<Volume> read(Value value, Path directory) {
        var reader = new VolumeReader(value, directory);
        return value.isMapping()
                ? value.mapping(reader::mapping).flatMap(found -> found)
                : value.nonEmptyString().flatMap(text -> reader.line(text.value()));
    }

    private Optional<Volume> line(String text) {
        List<String> parts = List.of(text.split(":", -1));
        boolean readOnly = parts.size() == 3 && parts.get(2).equals("ro");
        boolean writable = parts.size() == 3 && parts.get(2).equals("rw");
        boolean wellFormed = parts.size() == 2 || readOnly || writable;
        if (!wellFormed || parts.getFirst().isEmpty() || !parts.get(1).startsWith("/")) {
            value.error(
                    SpecCode.NOT_A_VOLUME,
                    value.name() + " is \"" + text + "\", which is no volume",
                    "write ./data:/data for a folder, data:/data for a volume of the engine, with"
                            + " :ro behind it when it is only read");
            return Optional.empty();
        }
        String source = parts.getFirst();
        // What looks like a path is one.
        return Optional.of(
                source.startsWith(".") || source.startsWith("/")
                        ? new Volume.Bind(resolved(source), parts.get(1), readOnly)
                        : new Volume.Named(source, parts.get(1), readOnly));
    }

    private Optional<Volume> mapping(Fields keys) {
        Optional<Located<String>> mountPath = keys.requiredString("mountPath");
        boolean readOnly = keys.bool("readOnly").map(Located::value).orElse(false);
        List<Volume> found = new ArrayList<>();
        String target = mountPath.map(Located::value).orElse("/");
        text(keys, "hostPath")
                .map(path -> new Volume.Bind(resolved(path), target, readOnly))
                .ifPresent(found::add);
        VolumeClaim claim = claim(keys);
        text(keys, "volume")
                .map(name -> new Volume.Named(name, target, readOnly, claim))
                .ifPresent(found::add);
        keys.get("shared")
                .flatMap(this::sharedName)
                .map(name -> new Volume.Shared(name, target, readOnly))
                .ifPresent(found::add);
        keys.get("tmpfs")
                .map(ImageReader::bytes)
                .ifPresent(bytes ->
                        bytes.ifPresent(count -> found.add(new Volume.Temporary(target, count))));
        long given = KINDS.stream().filter(key -> keys.get(key).isPresent()).count();
        if (!target.startsWith("/")) {
            value.error(SpecCode.PATH, value.name() + ".mountPath must begin with \"/\"");
        } else if (given != 1) {
            value.error(
                    given == 0 ? SpecCode.MISSING_KEY : SpecCode.CONFLICT,
                    value.name()
                            + " needs one of \"hostPath\", \"volume\", \"shared\" and"
                            + " \"tmpfs\"");
        }
        return found.stream().findFirst();
    }

    private Optional<String> sharedName(Value name) {
        Optional<String> text = name.nonEmptyString().map(Located::value);
        if (text.isPresent() && !Volume.Shared.isName(text.get())) {
            name.error(
                    SpecCode.NOT_A_VOLUME,
                    name.name() + " is \"" + text.get() + "\", which names no shared volume",
                    "write lower-case letters, digits and hyphens between them");
            return Optional.empty();
        }
        return text;
    }

    private VolumeClaim claim(Fields keys) {
        List<String> given = OF_CLAIM.stream().filter(key -> keys.get(key).isPresent()).toList();
        OptionalLong size = keys.get("size").map(ImageReader::bytes).orElse(OptionalLong.empty());
        Optional<String> storageClass = text(keys, "storageClass");
        boolean existing = keys.bool("existingClaim").map(Located::value).orElse(false);
        if (!given.isEmpty() && keys.get("volume").isEmpty()) {
            value.error(
                    SpecCode.CONFLICT,
                    "\"%s\" is for a volume with a name, and %s has none"
                            .formatted(given.getFirst(), value.name()),
                    "give it one with \"volume\"");
        } else if (existing && given.size() > 1) {
            value.error(
                    SpecCode.CONFLICT,
                    "%s has \"%s\" beside \"existingClaim\""
                            .formatted(value.name(), given.getFirst()),
                    "a claim that is there already is as it is");
        }
        return existing
                ? new VolumeClaim.Existing()
                : new VolumeClaim.Wanted(size.orElse(VolumeClaim.USUAL_SIZE), storageClass);
    }

    private Path resolved(String path) {
        return directory.resolve(path).normalize();
    }

    private static Optional<String> text(Fields fields, String key) {
        return fields.string(key).map(Located::value);
    }
}
