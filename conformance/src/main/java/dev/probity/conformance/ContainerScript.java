package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The container of an engine case, as the application that the engine is given.
final class ContainerScript {

    private ContainerScript() {}

    static Application application(JsonNode container) {
        Fields.allow(
                container,
                "input.container",
                "startupProbe",
                "livenessProbe",
                "readinessProbe",
                "terminationGracePeriodSeconds",
                "preStopSeconds",
                "restartPolicy",
                "maxBackoffSeconds");
        Container app =
                new Container(
                        "app",
                        Kind.MAIN,
                        new Workload.Command(List.of("scripted")),
                        List.of(),
                        Path.of("/"),
                        Optional.empty(),
                        List.of(),
                        probe(container, "startupProbe"),
                        probe(container, "livenessProbe"),
                        probe(container, "readinessProbe"),
                        preStop(container));
        return application(
                List.of(service("pod", List.of(app), policy(container), grace(container))));
    }

    static Application application(List<Service> services) {
        return new Application("case", Path.of("/"), services, List.of());
    }

    static Service service(
            String name, List<Container> containers, RestartPolicy policy, Duration grace) {
        return new Service(
                name,
                1,
                containers,
                List.of(),
                List.of(),
                policy,
                grace,
                Duration.ZERO,
                false,
                List.of(),
                false);
    }

    private static Optional<Probe> probe(JsonNode container, String field) {
        return container.has(field)
                ? Optional.of(ProbeNumbers.read(container.get(field), "input.container." + field))
                : Optional.empty();
    }

    static Duration grace(JsonNode container) {
        return container.has("terminationGracePeriodSeconds")
                ? Times.duration(container.get("terminationGracePeriodSeconds"))
                : Duration.ofSeconds(30);
    }

    private static Optional<Hook> preStop(JsonNode container) {
        return Optional.of(container.path("preStopSeconds"))
                .filter(seconds -> seconds.isNumber() && seconds.decimalValue().signum() > 0)
                .map(seconds -> new Hook.Sleep(Times.duration(seconds)));
    }

    private static RestartPolicy policy(JsonNode container) {
        String name = container.path("restartPolicy").asText("Always");
        return switch (name) {
            case "Always" -> RestartPolicy.ALWAYS;
            case "OnFailure" -> RestartPolicy.ON_FAILURE;
            case "Never" -> RestartPolicy.NEVER;
            default -> throw Fields.unknown("restartPolicy", name);
        };
    }
}
