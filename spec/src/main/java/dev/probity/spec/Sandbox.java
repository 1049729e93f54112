package dev.probity.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a container may use, and what it finds around it.
///
/// @param workingDirectory a path in the container; the image's unless given
/// @param memory the most it may use, in bytes
/// @param cpuMillis the most it may use, in thousandths of a processor
/// @param gpus how many it gets
/// @param readOnlyRoot whether its own file system cannot be written to
/// @param stopSignal what asks it to end; the image's, or SIGTERM, unless given
/// @param extraHosts addresses by name, for its `/etc/hosts`
public record Sandbox(
        Optional<String> workingDirectory,
        List<Volume> volumes,
        OptionalLong memory,
        OptionalInt cpuMillis,
        OptionalInt gpus,
        boolean readOnlyRoot,
        Optional<String> stopSignal,
        Map<String, String> extraHosts) {

    /// Nothing is limited and nothing added.
    public static final Sandbox PLAIN =
            new Sandbox(
                    Optional.empty(),
                    List.of(),
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    Optional.empty(),
                    Map.of());

    public Sandbox {
        volumes = List.copyOf(volumes);
        extraHosts = Collections.unmodifiableMap(new LinkedHashMap<>(extraHosts));
    }

    public Sandbox with(List<Volume> others) {
        return new Sandbox(
                workingDirectory,
                others,
                memory,
                cpuMillis,
                gpus,
                readOnlyRoot,
                stopSignal,
                extraHosts);
    }

    public Sandbox in(Optional<String> directory) {
        return new Sandbox(
                directory, volumes, memory, cpuMillis, gpus, readOnlyRoot, stopSignal, extraHosts);
    }
}
