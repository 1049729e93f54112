package dev.probity.launch.container;

import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.EngineSocket;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a machine offers for containers, for `probity doctor`.
///
/// @param engine which one answers, or why none does
/// @param lacking what does not work with it, a clause each
public record EngineReport(String engine, List<String> lacking) {
    public EngineReport {
        lacking = List.copyOf(lacking);
    }

    /// Where distributions put Podman's init.
    private static final List<String> PODMAN_INIT =
            List.of(
                    "/usr/libexec/podman/catatonit",
                    "/usr/lib/podman/catatonit",
                    "/usr/bin/catatonit");

    /// Asks the engine, if there is one.
    public static EngineReport of(Map<String, String> environment) {
        return switch (EngineSocket.find(environment)) {
            case EngineSocket.Search.Nothing(String reason) -> new EngineReport(reason, List.of());
            case EngineSocket.Search.Found(EngineSocket socket) -> of(socket);
        };
    }

    private static EngineReport of(EngineSocket socket) {
        try (ContainerEngine engine = ContainerEngine.at(socket.path())) {
            EngineVersion version = engine.version();
            EngineAbility ability = EngineAbility.of(version, engine.info());
            String found =
                    "%s%s, interface %s, at %s (%s)"
                            .formatted(
                                    version,
                                    ability.rootless() ? " without root" : "",
                                    version.api(),
                                    socket.path(),
                                    socket.foundBy());
            return new EngineReport(found, lacking(ability));
        } catch (EngineProblem problem) {
            return new EngineReport(problem.reason(), List.of());
        }
    }

    private static List<String> lacking(EngineAbility ability) {
        List<String> lacking = new ArrayList<>();
        if (!ability.limitsMemory()) {
            lacking.add(EngineAbility.NO_MEMORY);
        }
        if (!ability.limitsProcessor()) {
            lacking.add(EngineAbility.NO_PROCESSOR);
        }
        if (!ability.bridges()) {
            lacking.add("no bridge networks (Podman: install netavark)");
        }
        ability.missingForHiddenNetworks().ifPresent(lacking::add);
        if (ability.podman()
                && PODMAN_INIT.stream().noneMatch(path -> Files.exists(Path.of(path)))) {
            lacking.add("no init for containers (install catatonit)");
        }
        return lacking;
    }
}
