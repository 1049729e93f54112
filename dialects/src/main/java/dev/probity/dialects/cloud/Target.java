package dev.probity.dialects.cloud;

import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Handler;
import dev.probity.spec.Port;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.ServiceReference.Part;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the writers for clouds share: ports as numbers, and probes that may be left out.
///
/// @param tool as a sentence says it
public record Target(String tool, Losses losses) {

    /// Numbers that the image listens on; one that the file leaves to chance becomes its public
    /// one.
    public List<Integer> ports(Service service) {
        List<Integer> numbers = new ArrayList<>();
        for (Port port : service.main().ports()) {
            OptionalInt number = number(service, port);
            number.ifPresent(numbers::add);
            if (number.isEmpty()) {
                losses.error(
                        path(service) + ".ports." + port.name(),
                        "a port needs a number in " + tool,
                        "it is left out");
            }
        }
        return numbers;
    }

    public static String path(Service service) {
        return "services." + service.name();
    }

    private static OptionalInt number(Service service, Port port) {
        return port.number().isPresent()
                ? port.number()
                : bindings(service, port).stream()
                        .filter(binding -> binding.port().isPresent())
                        .mapToInt(binding -> binding.port().getAsInt())
                        .findFirst();
    }

    /// The number that stands for a port in a probe.
    public OptionalInt number(Service service, Handler.PortRef reference) {
        return switch (reference) {
            case Handler.PortRef.Numbered(int number) -> OptionalInt.of(number);
            case Handler.PortRef.Named(String name) ->
                    service.main()
                            .port(name)
                            .map(port -> number(service, port))
                            .orElse(OptionalInt.empty());
        };
    }

    /// Those that lead to a port.
    public static List<Binding> bindings(Service service, Port port) {
        return service.bindings().stream()
                .filter(binding -> binding.targetPort().equals(port.name()))
                .toList();
    }

    /// A public port that differs from the container's is one too many where they are the same.
    public void samePorts(Service service) {
        for (Port port : service.main().ports()) {
            for (Binding binding : bindings(service, port)) {
                if (binding.port().isPresent() && !binding.port().equals(number(service, port))) {
                    losses.warning(
                            path(service) + ".ports." + port.name(),
                            tool + " has one number for both sides of a port",
                            "it is found at "
                                    + number(service, port).orElse(0)
                                    + " instead of "
                                    + binding.port().getAsInt());
                }
            }
        }
    }

    /// @return always nothing
    public Optional<Branch> noProbe(String field, String handler) {
        losses.error(field, tool + " has no " + handler + " probe", consequence(field));
        return Optional.empty();
    }

    private static String consequence(String field) {
        return field.endsWith(ProbeType.READINESS.field())
                ? "a replica gets traffic as soon as it runs"
                : field.endsWith(ProbeType.LIVENESS.field())
                        ? "a replica that hangs is not restarted"
                        : "the other probes begin at once";
    }

    /// Names in place of addresses, where every service of the cluster is found by its name.
    public String named(String field, String value, Application application) {
        String replaced =
                ServiceReference.replaced(value, reference -> named(reference, application));
        if (!replaced.equals(value)) {
            losses.note(
                    field, "it tells where another service is", "check the name in " + replaced);
        }
        return replaced;
    }

    private static String named(ServiceReference reference, Application application) {
        if (reference.part() == Part.HOST) {
            return reference.service();
        }
        return application
                .service(reference.service())
                .flatMap(reference::in)
                .map(binding -> Integer.toString(binding.port().orElse(80)))
                .orElse("80");
    }
}
