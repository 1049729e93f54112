package dev.probity.launch.environment;

import dev.probity.engine.Incarnation;
import dev.probity.launch.ImagePlan;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.OutputSink;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.Workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What one launch is surrounded by, and the plan that comes of it.
///
/// @param inherited Probity's own environment; nothing for an image
/// @param application its name
/// @param ports what the program is to listen on, in the order in which the container declares them
/// @param further ports that placeholders may name as well: those of the replica's other programs,
///   and its own by their declared numbers
/// @param services all of the application, where they are found
public record Surroundings(
        Map<String, String> inherited,
        String application,
        List<OwnPort> ports,
        List<OwnPort> further,
        List<Advertised> services) {
    public Surroundings {
        inherited = Map.copyOf(inherited);
        ports = List.copyOf(ports);
        further = List.copyOf(further);
        services = List.copyOf(services);
    }

    /// @throws IllegalArgumentException when the container cannot be launched as a command; the
    ///   message is for users
    public LaunchPlan plan(Incarnation incarnation, Container container, OutputSink output) {
        Map<String, String> environment = environment(incarnation, container);
        return switch (container.workload()) {
            case Workload.Command(List<String> command) ->
                    new LaunchPlan(
                            filled(command, environment),
                            environment,
                            container.workingDirectory(),
                            container.user(),
                            output);
            case Workload.Image image -> image(image, environment, container, output);
            case Workload.Unrunnable(String kind, String remedy) ->
                    throw new IllegalArgumentException(
                            "a " + kind + " cannot run on this machine: " + remedy);
        };
    }

    private LaunchPlan image(
            Workload.Image image,
            Map<String, String> environment,
            Container container,
            OutputSink output) {
        List<String> command = filled(image.command(), environment);
        List<String> arguments = filled(image.arguments(), environment);
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        return new LaunchPlan(
                words,
                environment,
                container.workingDirectory(),
                container.user(),
                output,
                Optional.of(new ImagePlan(image.running(command, arguments), Map.of())));
    }

    private List<String> filled(List<String> words, Map<String, String> environment) {
        return Placeholders.fill(words, named(), environment).stream()
                .map(word -> ServiceReference.replaced(word, this::place))
                .toList();
    }

    /// An own port goes before others of its name.
    private List<OwnPort> named() {
        return Stream.concat(ports.stream(), further.stream()).toList();
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
            String value = Placeholders.fill(variable.value(), named(), environment);
            environment.put(variable.name(), ServiceReference.replaced(value, this::place));
        }
        return environment;
    }

    /// Where another service is; what is not known stays as it is.
    private String place(ServiceReference reference) {
        return services.stream()
                .filter(other -> other.service().name().equals(reference.service()))
                .filter(other -> reference.in(other.service()).equals(Optional.of(other.binding())))
                .findFirst()
                .flatMap(other ->
                        reference.part() == ServiceReference.Part.HOST
                                ? Optional.of(Names.host(other))
                                : Names.port(other))
                .orElseGet(reference::text);
    }
}
