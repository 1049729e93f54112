package dev.probity.dialects.tye.file;

import dev.probity.dialects.tye.file.TyeService.Basis;
import dev.probity.dialects.tye.file.TyeService.Build;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.dialects.tye.file.TyeService.Property;
import dev.probity.dialects.tye.file.TyeService.Volume;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.text.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads one entry of `services`.
final class ServiceReader {
    private final EnvironmentReader environment;

    ServiceReader(EnvironmentReader environment) {
        this.environment = environment;
    }

    TyeService read(Keys keys) {
        return new TyeService(
                keys.origin(),
                keys.lowerCase("name"),
                bases(keys),
                keys.bool("external").map(Located::value).orElse(false),
                build(keys),
                keys.path("workingDirectory"),
                keys.text("args"),
                keys.integer("replicas", 0),
                keys.mappings("bindings", ServiceReader::binding),
                keys.mappings("volumes", ServiceReader::volume),
                environment.read(keys),
                keys.mapping("liveness", ProbeReader::read),
                keys.mapping("readiness", ProbeReader::read),
                keys.texts("tags"));
    }

    private static List<Basis> bases(Keys keys) {
        return Stream.of(Kind.values()).flatMap(kind -> basis(keys, kind).stream()).toList();
    }

    /// An empty one counts where Tye looks for two, and is none where it looks for one.
    private static Optional<Basis> basis(Keys keys, Kind kind) {
        return keys.text(kind.key())
                .filter(text ->
                        !kind.isPath() || text.value().isEmpty() || keys.path(text).isPresent())
                .map(text -> new Basis(kind, text));
    }

    private static Build build(Keys keys) {
        return new Build(
                keys.bool("build"),
                keys.mappings("buildProperties", ServiceReader::property),
                keys.path("dockerFileContext"),
                dockerFileArguments(keys),
                keys.path("pathToFunc"),
                keys.path("cloneDirectory"));
    }

    private static Located<Property> property(Keys keys) {
        Optional<Located<String>> name = keys.text("name");
        Optional<Located<String>> value = keys.text("value");
        return new Located<>(
                new Property(
                        name.map(Located::value).orElse(""), value.map(Located::value).orElse("")),
                keys.origin());
    }

    /// A list of mappings whose pairs are all arguments.
    private static List<Located<Property>> dockerFileArguments(Keys keys) {
        List<Located<Property>> arguments = new ArrayList<>();
        keys.mappings(
                "dockerFileArgs",
                item -> {
                    item.entries().forEach(entry -> dockerFileArgument(item, entry, arguments));
                    return item;
                });
        return arguments;
    }

    private static void dockerFileArgument(
            Keys item, Node.Entry entry, List<Located<Property>> arguments) {
        Optional<Located<String>> value = item.text(entry.key(), entry.value());
        if (value.isEmpty()) {
            return;
        }
        if (entry.key().isEmpty() || value.get().value().isEmpty()) {
            item.diagnostics()
                    .error(
                            SpecCode.EMPTY_VALUE,
                            entry.position(),
                            "Unexpected key \""
                                    + entry.key()
                                    + "\" in the tye configuration file. The argument has no"
                                    + (entry.key().isEmpty() ? " name" : " value"),
                            "write \"- NAME: value\"");
            return;
        }
        Property argument = new Property(entry.key(), value.get().value());
        boolean twice =
                arguments.stream().anyMatch(other -> other.value().name().equals(entry.key()));
        if (twice) {
            item.diagnostics()
                    .error(
                            SpecCode.DUPLICATE_KEY,
                            entry.position(),
                            "the argument \"" + entry.key() + "\" is given twice");
        }
        arguments.add(new Located<>(argument, entry.position()));
    }

    private static TyeBinding binding(Keys keys) {
        return new TyeBinding(
                keys.origin(),
                keys.text("name"),
                keys.text("connectionString"),
                keys.port("port"),
                keys.port("containerPort"),
                keys.text("host"),
                keys.text("protocol"),
                keys.texts("routes"));
    }

    private static Volume volume(Keys keys) {
        return new Volume(
                keys.origin(), keys.text("name"), keys.text("source"), keys.text("target"));
    }
}
