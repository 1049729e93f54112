package dev.probity.runtime;

import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.OutputSink;
import dev.probity.launch.container.Hosting;
import dev.probity.launch.environment.Advertised;
import dev.probity.launch.environment.OwnPort;
import dev.probity.launch.environment.Surroundings;
import dev.probity.probes.Target;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Settles everything about a launch: ports, environment, command, and where its probes ask.
///
/// @param inherited what every program inherits
/// @param application its name
/// @param services where the application's services are found
/// @param hosting how a container reaches this machine
record LaunchPlanner(
        Map<String, String> inherited,
        String application,
        Services services,
        Supplier<Hosting> hosting,
        ReplicaPorts ports,
        OutputSink output) {

    /// Where programs are told that the services are.
    interface Services {
        List<Advertised> forProcesses();

        List<Advertised> forContainers(Hosting hosting);

        /// What a replica of a service consists of.
        List<Container> containers(String service);
    }

    /// What the pod address is to the kubelet: programs of this machine are asked over loopback.
    private static final String ADDRESS = "127.0.0.1";

    record Planned(LaunchPlan plan, Target target) {}

    /// Takes time when a port was lost to somebody else, or a container engine does.
    ///
    /// @throws IllegalArgumentException when it cannot be launched; the message is for users
    /// @throws IllegalStateException when no port is free or no container engine found
    Planned plan(Incarnation incarnation, Container container) {
        return container.workload() instanceof Workload.Image
                ? planImage(incarnation, container)
                : planProcess(incarnation, container);
    }

    /// Inside, a program listens on the port that its file names; outside, each replica has its
    /// own.
    private Planned planImage(Incarnation incarnation, Container container) {
        Hosting reached = hosting.get();
        Container published = ProbedPorts.declared(container);
        List<OwnPort> own = ports.assign(incarnation, published);
        List<OwnPort> inner = new ArrayList<>();
        Map<Integer, Integer> outer = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            OwnPort port = own.get(i);
            int number = published.ports().get(i).number().orElse(port.number());
            inner.add(new OwnPort(port.name(), number));
            outer.put(number, port.number());
        }
        List<OwnPort> told = inner.subList(0, container.ports().size());
        var surroundings =
                new Surroundings(
                        Map.of(),
                        application,
                        told,
                        declared(container),
                        services.forContainers(reached));
        LaunchPlan plan = surroundings.plan(incarnation, container, output).publishing(outer);
        return new Planned(
                plan,
                new Target(
                        ADDRESS,
                        ports.of(incarnation.replica(), container.name()),
                        plan.environment()));
    }

    private Planned planProcess(Incarnation incarnation, Container container) {
        List<OwnPort> own = ports.assign(incarnation, container);
        var surroundings =
                new Surroundings(
                        inherited,
                        application,
                        own,
                        byName(incarnation, container),
                        services.forProcesses());
        LaunchPlan plan = surroundings.plan(incarnation, container, output);
        Target target =
                new Target(
                        ADDRESS,
                        ports.of(incarnation.replica(), container.name()),
                        told(plan.environment()));
        return new Planned(plan, target);
    }

    /// A container listens on what its file says.
    private static List<OwnPort> declared(Container container) {
        return container.ports().stream()
                .flatMap(port -> port.number().stream().boxed())
                .map(number -> new OwnPort("" + number, number))
                .toList();
    }

    /// Its own by number too, then those of the others of its replica, all on this machine.
    private List<OwnPort> byName(Incarnation incarnation, Container container) {
        List<OwnPort> all = new ArrayList<>(ports.expected(incarnation.replica(), container));
        for (Container other : services.containers(incarnation.replica().service())) {
            if (!other.name().equals(container.name()) && other.kind() != Container.Kind.INIT) {
                all.addAll(ports.expected(incarnation.replica(), other));
            }
        }
        return all;
    }

    /// `$(NAME)` in a probe's command stands for what the container was given, as with a kubelet;
    /// what it merely inherited is nothing that a file can count on.
    private Map<String, String> told(Map<String, String> environment) {
        Map<String, String> told = new LinkedHashMap<>(environment);
        told.entrySet().removeIf(entry -> entry.getValue().equals(inherited.get(entry.getKey())));
        return told;
    }
}
