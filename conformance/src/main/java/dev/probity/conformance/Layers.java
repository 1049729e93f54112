package dev.probity.conformance;

import java.util.Map;

/// Every layer that this program can act.
public final class Layers {

    private Layers() {}

    /// Those that need nothing but the program itself, by the name that cases use.
    public static Map<String, Layer> builtIn() {
        return Map.of(
                "worker", new WorkerLayer(),
                "engine", new EngineLayer(),
                "status", new StatusLayer(),
                "manager", new ManagerLayer(),
                "validation", new ValidationLayer());
    }
}
