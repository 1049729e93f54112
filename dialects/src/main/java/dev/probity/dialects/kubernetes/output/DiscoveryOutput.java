package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Service;
import dev.probity.spec.output.Output.Branch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells every program in the cluster where the services are, in the names that Probity gives here:
/// one ConfigMap for all. Read again, it is left out, since Probity tells it anyway.
final class DiscoveryOutput {
    /// Marks the ConfigMap.
    private static final String MARK = "probity.dev/discovery";

    private static final Pattern NO_SHELL = Pattern.compile("[^A-Z0-9_]");

    private final Application application;
    private final Labelled labelled;

    DiscoveryOutput(Application application, Labelled labelled) {
        this.application = application;
        this.labelled = labelled;
    }

    /// The ConfigMap's name, when there is something to tell.
    Optional<String> reference() {
        return data().isEmpty() ? Optional.empty() : Optional.of(application.name() + "-services");
    }

    List<Branch> document() {
        return reference()
                .map(name ->
                        labelled.head(ObjectType.CONFIG_MAP, name, "", Map.of(MARK, "true"))
                                .put("data", data()))
                .stream()
                .toList();
    }

    private Branch data() {
        Branch data = new Branch();
        for (Service service : application.services()) {
            var ports = new ServicePorts(service, new Losses());
            for (Binding binding : service.bindings()) {
                tell(data, service, binding, ports.front(binding));
            }
        }
        return data;
    }

    private static void tell(Branch data, Service service, Binding binding, int port) {
        String host = service.name();
        String protocol =
                binding.advertisedProtocol()
                        .orElse(binding.protocol() == Protocol.HTTP ? "http" : "tcp");
        String own = "PROBITY_SERVICE_" + shell(service.name()) + part("_", shell(binding.name()));
        data.leaf(own + "_HOST", host)
                .leaf(own + "_PORT", "" + port)
                .leaf(own + "_PROTOCOL", protocol)
                .leaf(own + "_URL", protocol + "://" + host + ":" + port);
        String tye = "SERVICE__" + upper(service.name()) + part("__", upper(binding.name()));
        data.leaf(tye + "__HOST", host).leaf(tye + "__PORT", "" + port);
        if (binding.protocol() == Protocol.HTTP || binding.advertisedProtocol().isPresent()) {
            data.leaf(tye + "__PROTOCOL", protocol);
        }
    }

    private static String part(String separator, String name) {
        return name.isEmpty() ? "" : separator + name;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static String shell(String name) {
        return NO_SHELL.matcher(upper(name)).replaceAll("_");
    }
}
