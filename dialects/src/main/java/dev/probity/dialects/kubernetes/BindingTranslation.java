package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.file.KubeIngress;
import dev.probity.dialects.kubernetes.file.KubeService;
import dev.probity.dialects.kubernetes.file.KubeService.ServicePort;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.Manifests;
import dev.probity.dialects.kubernetes.file.Metadata;
import dev.probity.dialects.kubernetes.file.PodOwner;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes bindings of the ports of Services: each belongs to whatever its selector finds.
final class BindingTranslation {
    private static final Pattern HTTP_NAME = Pattern.compile("(?:.*-)?(?:http|web)(?:-.*)?");
    private static final Set<String> HTTP_PROTOCOLS = Set.of("http", "kubernetes.io/ws");

    private final Manifests manifests;
    private final Diagnostics diagnostics;
    private final PublicPorts publicPorts;

    /// Where each port of each Service has come to.
    private final Map<Key, Place> places = new HashMap<>();

    private record Key(String service, int port) {}

    /// @param service of the model
    /// @param binding its name there; nothing for the only, unnamed one
    record Place(Located<String> service, Optional<String> binding) {}

    BindingTranslation(Manifests manifests, Diagnostics diagnostics) {
        this.manifests = manifests;
        this.diagnostics = diagnostics;
        this.publicPorts = new PublicPorts(manifests.services(), diagnostics);
    }

    /// @param name of the owner in the model
    List<WrittenBinding> of(PodOwner owner, Located<String> name, PodPorts ports) {
        Map<Front, WrittenPort> fronts = fronts(owner, ports);
        Set<String> taken = new HashSet<>();
        List<WrittenBinding> bindings = new ArrayList<>();
        fronts.forEach((front, target) -> {
            Optional<String> binding = name(front, fronts.size() == 1, taken);
            places.put(front.key(), new Place(name, binding));
            bindings.add(
                    binding(
                            front,
                            binding,
                            target.name(),
                            protocol(front, Optional.of(target), ports)));
        });
        return bindings;
    }

    /// One port of one Service.
    private record Front(KubeService service, ServicePort port) {
        Key key() {
            return new Key(service.metadata().name().value(), port.port().value());
        }
    }

    private Map<Front, WrittenPort> fronts(PodOwner owner, PodPorts ports) {
        Map<Front, WrittenPort> fronts = new LinkedHashMap<>();
        for (KubeService service : manifests.services()) {
            if (owner.isSelectedBy(service.selector()) && isFirst(owner, service)) {
                for (ServicePort port : service.ports()) {
                    Optional<WrittenPort> target = ports.target(port.target());
                    target.ifPresent(found -> fronts.put(new Front(service, port), found));
                    if (target.isEmpty()) {
                        diagnostics.warning(
                                KubernetesCode.NO_REFERENCE,
                                port.target().origin(),
                                "no container of \"%s\" has a port \"%s\": the Service \"%s\" leads nowhere"
                                        .formatted(
                                                owner.metadata().name().value(),
                                                PublicPorts.text(port.target().value()),
                                                service.metadata().name().value()));
                    }
                }
            }
        }
        return fronts;
    }

    /// A Service over several owners, as for a canary, leads to the first one here.
    private boolean isFirst(PodOwner owner, KubeService service) {
        PodOwner first =
                manifests.owners().stream()
                        .filter(each -> each.isSelectedBy(service.selector()))
                        .findFirst()
                        .orElseThrow();
        if (!first.equals(owner)) {
            Metadata metadata = service.metadata();
            diagnostics.warning(
                    KubernetesCode.LOSSY,
                    metadata.name().origin(),
                    "the Service \"%s\" leads to \"%s\" only, and not to \"%s\" as well: a pool has the replicas of one service"
                            .formatted(
                                    metadata.name().value(),
                                    first.metadata().name().value(),
                                    owner.metadata().name().value()));
        }
        return first.equals(owner);
    }

    private static Optional<String> name(Front front, boolean only, Set<String> taken) {
        ServicePort port = front.port();
        if (only && port.name().isEmpty()) {
            return Optional.empty();
        }
        String plain = port.name().map(Located::value).orElse("" + port.port().value());
        String name =
                taken.contains(plain)
                        ? front.service().metadata().name().value() + "-" + plain
                        : plain;
        taken.add(name);
        return Optional.of(name);
    }

    private WrittenBinding binding(
            Front front,
            Optional<String> name,
            Located<String> target,
            Located<Protocol> protocol) {
        ServicePort port = front.port();
        return new WrittenBinding(
                port.origin(),
                name.map(text -> new Located<>(text, port.origin())),
                Optional.of(protocol),
                Optional.empty(),
                Optional.of(publicPorts.of(front.service(), port)),
                target,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// A Service says TCP; what is spoken over it is said by its name, or follows from who asks.
    private Located<Protocol> protocol(
            Front front, Optional<WrittenPort> target, PodPorts... ports) {
        ServicePort port = front.port();
        if (port.appProtocol().isPresent()) {
            return port.appProtocol()
                    .get()
                    .map(word -> HTTP_PROTOCOLS.contains(word) ? Protocol.HTTP : Protocol.TCP);
        }
        boolean http =
                isRouted(front)
                        || isHttp(port.name())
                        || target.filter(found -> isHttp(Optional.of(found.name()))).isPresent();
        for (PodPorts pod : ports) {
            http |= target.filter(pod::isAskedInHttp).isPresent();
        }
        return new Located<>(http ? Protocol.HTTP : Protocol.TCP, port.origin());
    }

    private static boolean isHttp(Optional<Located<String>> name) {
        return name.filter(text -> HTTP_NAME.matcher(text.value()).matches()).isPresent();
    }

    private boolean isRouted(Front front) {
        return manifests.ingresses().stream()
                .flatMap(ingress -> ingress.rules().stream())
                .anyMatch(rule ->
                        rule.service().value().equals(front.key().service())
                                && rule.port()
                                        .filter(port -> !isNamed(port.value(), front.port()))
                                        .isEmpty());
    }

    private static boolean isNamed(PortRef reference, ServicePort port) {
        return switch (reference) {
            case PortRef.Numbered(int number) -> port.port().value() == number;
            case PortRef.Named(String name) ->
                    port.name().filter(own -> own.value().equals(name)).isPresent();
        };
    }

    /// A name for a host outside of the cluster.
    WrittenService external(KubeService service, Located<String> name) {
        Located<String> host = service.externalName().orElseThrow();
        boolean only = service.ports().size() == 1;
        Set<String> taken = new HashSet<>();
        List<WrittenBinding> bindings = new ArrayList<>();
        for (ServicePort port : service.ports()) {
            Front front = new Front(service, port);
            Optional<String> binding = name(front, only, taken);
            places.put(front.key(), new Place(name, binding));
            bindings.add(
                    new WrittenBinding(
                            port.origin(),
                            binding.map(text -> new Located<>(text, port.origin())),
                            Optional.of(protocol(front, Optional.empty())),
                            Optional.empty(),
                            Optional.of(port.port()),
                            name,
                            Optional.of(host),
                            Optional.empty(),
                            Optional.empty()));
        }
        return new WrittenService(
                name,
                Optional.empty(),
                List.of(),
                bindings,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(host.map(_ -> true)));
    }

    /// Where a port of a Service has come to; nothing when it leads nowhere.
    Optional<Place> place(KubeService service, ServicePort port) {
        return Optional.ofNullable(places.get(new Front(service, port).key()));
    }

    boolean leadsSomewhere(KubeService service) {
        return manifests.owners().stream()
                .anyMatch(owner -> owner.isSelectedBy(service.selector()));
    }

    /// Where a rule of an Ingress leads; nothing when there is no such Service or port.
    Optional<Place> place(KubeIngress.Rule rule) {
        return manifests.services().stream()
                .filter(service -> service.metadata().name().value().equals(rule.service().value()))
                .flatMap(service -> service.ports().stream())
                .filter(port -> rule.port().filter(it -> !isNamed(it.value(), port)).isEmpty())
                .map(port -> new Key(rule.service().value(), port.port().value()))
                .filter(places::containsKey)
                .map(places::get)
                .findFirst();
    }

    Located<Integer> port(Metadata ingress) {
        return publicPorts.ofIngress(ingress);
    }
}
