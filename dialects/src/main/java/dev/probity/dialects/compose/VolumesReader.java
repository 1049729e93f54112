package dev.probity.dialects.compose;

import dev.probity.spec.Located;
import dev.probity.spec.Volume;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads `volumes` and `tmpfs`.
final class VolumesReader {
    private static final long USUAL = 1L << 30; // of memory that nothing limits; it is not reserved

    private final Path directory;
    private final Surroundings surroundings;

    VolumesReader(Path directory, Surroundings surroundings) {
        this.directory = directory;
        this.surroundings = surroundings;
    }

    List<Volume> read(Fields service) {
        List<Volume> volumes = new ArrayList<>();
        for (Value value : service.list("volumes")) {
            (value.isMapping()
                            ? value.mapping(this::longForm).flatMap(Function.identity())
                            : value.nonEmptyString().flatMap(text -> shortForm(value, text)))
                    .ifPresent(volumes::add);
        }
        for (Value value : service.get("tmpfs").map(Value::oneOrMore).orElse(List.of())) {
            value.nonEmptyString().map(text -> memory(text.value())).ifPresent(volumes::add);
        }
        return volumes;
    }

    /// `SOURCE:TARGET`, with `:ro` and the like behind it.
    private Optional<Volume> shortForm(Value value, Located<String> text) {
        String[] parts = text.value().split(":", 3);
        if (parts.length == 1) {
            Lost.report(value, "a volume without a name is the container's own, and gone with it");
            return Optional.empty();
        }
        boolean readOnly = parts.length == 3 && List.of(parts[2].split(",")).contains("ro");
        return volume(value, parts[0], parts[1], readOnly);
    }

    private Optional<Volume> longForm(Fields fields) {
        fields.alsoKnown("bind", "volume", "consistency");
        String type = fields.string("type").map(Located::value).orElse("volume");
        String source = fields.string("source").map(Located::value).orElse("");
        Optional<Located<String>> target = fields.requiredString("target");
        boolean readOnly = fields.bool("read_only").map(Located::value).orElse(false);
        OptionalLong size =
                fields.mapping("tmpfs", VolumesReader::size).orElse(OptionalLong.empty());
        if (target.isEmpty()) {
            return Optional.empty();
        }
        String path = target.get().value();
        return switch (type) {
            case "tmpfs" -> Optional.of(new Volume.Temporary(path, size.orElse(USUAL)));
            case "bind", "volume" -> volume(fields.owner(), source, path, readOnly);
            default -> {
                Lost.report(fields.owner(), "a volume of the type " + type + " is not here");
                yield Optional.empty();
            }
        };
    }

    private static OptionalLong size(Fields fields) {
        fields.alsoKnown("mode");
        return fields.string("size").stream()
                .flatMapToLong(text -> Amounts.bytes(text.value()).stream())
                .findFirst();
    }

    /// What looks like a path is one.
    private Optional<Volume> volume(Value value, String source, String target, boolean readOnly) {
        if (!target.startsWith("/") || source.isEmpty()) {
            Lost.report(
                    value,
                    source.isEmpty()
                            ? "a volume without a name is the container's own, and gone with it"
                            : "a container's path begins with \"/\"");
            return Optional.empty();
        }
        if (source.startsWith("~")) {
            String home = surroundings.variable("HOME").orElse("/");
            return Optional.of(bind(home + source.substring(1), target, readOnly));
        }
        return Optional.of(
                source.startsWith(".") || source.startsWith("/")
                        ? bind(source, target, readOnly)
                        : new Volume.Named(source, target, readOnly));
    }

    private Volume bind(String source, String target, boolean readOnly) {
        return new Volume.Bind(directory.resolve(source).normalize(), target, readOnly);
    }

    /// `/run:size=64m`
    private static Volume memory(String text) {
        String[] parts = text.split(":", 2);
        long size = USUAL;
        if (parts.length == 2) {
            for (String option : parts[1].split(",")) {
                if (option.startsWith("size=")) {
                    size = Amounts.bytes(option.substring(5)).orElse(USUAL);
                }
            }
        }
        return new Volume.Temporary(parts[0], size);
    }
}
