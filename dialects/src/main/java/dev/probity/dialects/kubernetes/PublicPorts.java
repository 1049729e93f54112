package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.file.KubeService;
import dev.probity.dialects.kubernetes.file.KubeService.ServicePort;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.Metadata;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the ports of Services are served. In a cluster each Service has an address of its own;
/// here all of them share one.
final class PublicPorts {
    private static final int PRIVILEGED = 1024; // below it, only root may listen

    private final Diagnostics diagnostics;
    private final Set<Integer> taken = new HashSet<>();

    PublicPorts(List<KubeService> services, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        // What is chosen in the file goes before what is merely convenient.
        for (KubeService service : services) {
            for (ServicePort port : service.ports()) {
                chosen(service, port).ifPresent(number -> taken.add(number.value()));
            }
        }
    }

    /// What the file chooses: an annotation, or the port of every node.
    private Optional<Located<Integer>> chosen(KubeService service, ServicePort port) {
        Map<String, Located<Integer>> annotated =
                Annotations.ports(service.metadata().annotation(Annotations.PORTS), diagnostics);
        Optional<Located<Integer>> byName = port.name().map(name -> annotated.get(name.value()));
        return byName.or(() -> Optional.ofNullable(annotated.get("" + port.port().value())))
                .or(() ->
                        service.ports().size() == 1
                                ? Optional.ofNullable(annotated.get(""))
                                : Optional.empty())
                .or(port::nodePort);
    }

    /// 0 when any free one will do.
    Located<Integer> of(KubeService service, ServicePort port) {
        Optional<Located<Integer>> chosen = chosen(service, port);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        int number = port.port().value();
        if (number >= PRIVILEGED && taken.add(number)) {
            return port.port();
        }
        diagnostics.note(
                KubernetesCode.PORT,
                port.port().origin(),
                "the Service \"%s\" is served at any free port, since %s"
                        .formatted(
                                service.metadata().name().value(),
                                number < PRIVILEGED
                                        ? number + " is for root only"
                                        : "another Service has " + number));
        return new Located<>(0, port.port().origin());
    }

    Located<Integer> ofIngress(Metadata ingress) {
        Map<String, Located<Integer>> annotated =
                Annotations.ports(ingress.annotation(Annotations.PORTS), diagnostics);
        Optional<Located<Integer>> chosen =
                Optional.ofNullable(annotated.get(""))
                        .or(() -> Optional.ofNullable(annotated.get("http")));
        if (chosen.isEmpty()) {
            diagnostics.note(
                    KubernetesCode.PORT,
                    ingress.name().origin(),
                    "the Ingress \"%s\" is served at any free port, since 80 is for root only"
                            .formatted(ingress.name().value()));
        }
        return chosen.orElseGet(() -> new Located<>(0, ingress.name().origin()));
    }

    /// As Kubernetes writes it.
    static String text(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> "" + number;
            case PortRef.Named(String name) -> name;
        };
    }
}
