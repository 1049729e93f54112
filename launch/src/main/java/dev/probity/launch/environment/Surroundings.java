package dev.probity.launch.environment;

import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.OutputSink;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one launch is surrounded by, and the plan that comes of it.
///
/// @param inherited Probity's own environment
/// @param application its name
/// @param ports the replica's own, in the order in which the container declares them
/// @param services all of the application, where they are found
public record Surroundings(
        Map<String, String> inherited,
        String application,
        List<OwnPort> ports,
        List<Advertised> services) {
    public Surroundings {
        inherited = Map.copyOf(inherited);
        ports = List.copyOf(ports);
        services = List.copyOf(services);
    }

    /// @throws IllegalArgumentException when the container cannot be launched as a command; the
    ///   message is for users
    public LaunchPlan plan(Incarnation incarnation, Container container, OutputSink output) {
        Map<String, String> environment = environment(incarnation, container);
        return new LaunchPlan(
                command(container.workload(), environment),
                environment,
                container.workingDirectory(),
                container.user(),
                output);
    }

    /// What is said last wins: inherited, then what Probity tells, then what the file says.
    Map<String, String> environment(Incarnation incarnation, Container container) {
        Map<String, String> environment = new LinkedHashMap<>(inherited);
        environment.putAll(Discovery.variables(services));
        environment.put("PROBITY_APPLICATION", application);
        environment.put("PROBITY_SERVICE", incarnation.replica().service());
        environment.put("PROBITY_REPLICA", incarnation.replica().toString());
        environment.put("APP_INSTANCE", incarnation.name());
        for (OwnPort port : ports) {
            environment.put("PORT_" + Names.shell(port.name()), Integer.toString(port.number()));
        }
        // A PORT that Probity itself was started with means Probity, or nobody.
        environment.remove("PORT");
        if (!ports.isEmpty()) {
            environment.put("PORT", Integer.toString(ports.getFirst().number()));
        }
        for (EnvironmentVariable variable : container.environment()) {
            environment.put(
                    variable.name(), Placeholders.fill(variable.value(), ports, environment));
        }
        return environment;
    }

    private List<String> command(Workload workload, Map<String, String> environment) {
        return switch (workload) {
            case Workload.Command(List<String> command) ->
                    Placeholders.fill(command, ports, environment);
            case Workload.Image image ->
                    throw new IllegalArgumentException(
                            "image " + image.reference() + " is not a program of this machine");
            case Workload.Unrunnable(String kind, String remedy) ->
                    throw new IllegalArgumentException(
                            "a " + kind + " cannot run on this machine: " + remedy);
        };
    }
}
