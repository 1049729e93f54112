package dev.probity.conformance;

import dev.probity.conformance.action.ActionLayer;

import java.util.Map;

/// Every layer that this program can act.
final class Layers {

    private Layers() {}

    /// By the name that cases use.
    static Map<String, Layer> all() {
        return Map.of(
                "worker", new WorkerLayer(),
                "engine", new EngineLayer(),
                "status", new StatusLayer(),
                "manager", new ManagerLayer(),
                "action", new ActionLayer(),
                "validation", new ValidationLayer());
    }
}
