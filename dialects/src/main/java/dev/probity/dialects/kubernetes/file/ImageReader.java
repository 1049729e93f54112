package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Quantities;
import dev.probity.spec.reading.Value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads an image, with what its container may use and finds around it.
final class ImageReader {
    private static final Map<String, PullPolicy> POLICIES =
            Choices.of(
                    Map.entry("IfNotPresent", PullPolicy.IF_NOT_PRESENT),
                    Map.entry("Always", PullPolicy.ALWAYS),
                    Map.entry("Never", PullPolicy.NEVER));

    private static final String GPU = "nvidia.com/gpu";

    private final PodVolumes volumes;
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /// @param pod its `hostAliases`
    ImageReader(Fields pod, PodVolumes volumes) {
        this.volumes = volumes;
        for (Value value : pod.list("hostAliases")) {
            value.mapping(fields -> {
                Optional<Located<String>> address = Texts.required(fields, "ip");
                Texts.texts(fields, "hostnames")
                        .forEach(name ->
                                address.ifPresent(ip -> aliases.put(name.value(), ip.value())));
                return true;
            });
        }
    }

    /// @param readOnlyRoot of the container's security context
    Optional<Located<Workload.Image>> read(Fields fields, boolean readOnlyRoot) {
        Optional<Located<String>> reference = Texts.text(fields, "image");
        PullPolicy policy =
                fields.oneOf("imagePullPolicy", POLICIES)
                        .map(Located::value)
                        .orElse(PullPolicy.IF_NOT_PRESENT);
        Limits limits = fields.mapping("resources", Limits::read).orElse(Limits.NONE);
        Sandbox sandbox =
                new Sandbox(
                        Optional.empty(),
                        volumes.mounts(fields),
                        limits.memory(),
                        limits.cpu(),
                        limits.gpus(),
                        readOnlyRoot,
                        Optional.empty(),
                        aliases);
        return reference.map(name ->
                name.map(text ->
                        new Workload.Image(
                                text, List.of(), List.of(), policy, Optional.empty(), sandbox)));
    }

    private record Limits(OptionalLong memory, OptionalInt cpu, OptionalInt gpus) {
        static final Limits NONE =
                new Limits(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());

        /// What is requested is for the scheduler.
        static Limits read(Fields resources) {
            resources.alsoKnown("requests");
            resources
                    .get("claims")
                    .ifPresent(value -> Lost.report(value, "no device is handed on"));
            Map<String, Value> limits = new LinkedHashMap<>();
            resources
                    .get("limits")
                    .map(Value::members)
                    .orElse(List.of())
                    .forEach(member -> limits.put(member.key().value(), member.value()));
            OptionalLong memory =
                    text(limits, "memory").stream()
                            .flatMapToLong(text -> Quantities.bytes(text).stream())
                            .findFirst();
            OptionalInt cpu =
                    text(limits, "cpu").stream()
                            .flatMapToInt(text -> Quantities.millis(text).stream())
                            .findFirst();
            OptionalInt gpus =
                    text(limits, GPU).stream()
                            .filter(text -> text.matches("[1-9][0-9]?"))
                            .mapToInt(Integer::parseInt)
                            .findFirst();
            for (Entry<String, Value> limit : limits.entrySet()) {
                boolean kept =
                        switch (limit.getKey()) {
                            case "memory" -> memory.isPresent();
                            case "cpu" -> cpu.isPresent();
                            case GPU -> gpus.isPresent();
                            default -> false;
                        };
                if (!kept) {
                    Lost.report(limit.getValue(), "nothing limits it");
                }
            }
            return new Limits(memory, cpu, gpus);
        }

        private static Optional<String> text(Map<String, Value> limits, String key) {
            return Optional.ofNullable(limits.get(key)).flatMap(Value::string).map(Located::value);
        }
    }
}
