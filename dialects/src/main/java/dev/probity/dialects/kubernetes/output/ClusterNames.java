package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Service;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.Workload;

import java.util.List;
import java.util.Optional;

/// Puts names and ports of Services in the place of references: in a cluster every service is found
/// by its name.
record ClusterNames(Application application) {

    Application told() {
        return application.withServices(application.services().stream().map(this::told).toList());
    }

    private Service told(Service service) {
        return service.withContainers(service.containers().stream().map(this::told).toList());
    }

    private Container told(Container container) {
        return container
                .withWorkload(told(container.workload()))
                .withEnvironment(
                        container.environment().stream()
                                .map(each ->
                                        new EnvironmentVariable(each.name(), told(each.value())))
                                .toList());
    }

    private Workload told(Workload workload) {
        return switch (workload) {
            case Workload.Command(List<String> command) -> new Workload.Command(told(command));
            case Workload.Image image ->
                    image.running(told(image.command()), told(image.arguments()));
            case Workload.Unrunnable _ -> workload;
        };
    }

    private List<String> told(List<String> words) {
        return words.stream().map(this::told).toList();
    }

    private String told(String text) {
        return ServiceReference.replaced(text, this::place);
    }

    private String place(ServiceReference reference) {
        Optional<Service> service = application.service(reference.service());
        return switch (reference.part()) {
            case HOST -> reference.service();
            case PORT ->
                    service.flatMap(reference::in)
                            .map(binding ->
                                    ""
                                            + new ServicePorts(service.get(), new Losses())
                                                    .front(binding))
                            .orElseGet(reference::text);
        };
    }
}
