package dev.probity.runtime;

import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.OutputSink;
import dev.probity.launch.environment.Advertised;
import dev.probity.launch.environment.OwnPort;
import dev.probity.launch.environment.Surroundings;
import dev.probity.probes.Target;
import dev.probity.spec.Container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Settles everything about a launch: ports, environment, command, and where its probes ask.
///
/// @param inherited what every program inherits
/// @param application its name
/// @param services where the application's services are found
record LaunchPlanner(
        Map<String, String> inherited,
        String application,
        Supplier<List<Advertised>> services,
        ReplicaPorts ports,
        OutputSink output) {

    /// What the pod address is to the kubelet: programs of this machine are asked over loopback.
    private static final String ADDRESS = "127.0.0.1";

    record Planned(LaunchPlan plan, Target target) {}

    /// Takes time when a port was lost to somebody else.
    ///
    /// @throws IllegalArgumentException when it cannot be launched; the message is for users
    /// @throws IllegalStateException when no port is free
    Planned plan(Incarnation incarnation, Container container) {
        List<OwnPort> own = ports.assign(incarnation, container);
        var surroundings = new Surroundings(inherited, application, own, services.get());
        LaunchPlan plan = surroundings.plan(incarnation, container, output);
        Target target =
                new Target(
                        ADDRESS,
                        ports.of(incarnation.replica(), container.name()),
                        told(plan.environment()));
        return new Planned(plan, target);
    }

    /// `$(NAME)` in a probe's command stands for what the container was given, as with a kubelet;
    /// what it merely inherited is nothing that a file can count on.
    private Map<String, String> told(Map<String, String> environment) {
        Map<String, String> told = new LinkedHashMap<>(environment);
        told.entrySet().removeIf(entry -> entry.getValue().equals(inherited.get(entry.getKey())));
        return told;
    }
}
