package dev.probity.runtime;

import dev.probity.engine.ReplicaId;
import dev.probity.gateway.Gateway;
import dev.probity.gateway.pool.Endpoint;
import dev.probity.gateway.pool.Pool;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.gateway.route.Route;
import dev.probity.gateway.route.Routes;
import dev.probity.launch.container.Hosting;
import dev.probity.launch.environment.Advertised;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Ingress;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Where traffic comes in and where it goes: an application's bindings and rotations, as the
/// gateway's listeners, pools and routes.
final class Traffic implements LaunchPlanner.Services {
    private static final String ADDRESS = "127.0.0.1";
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Gateway gateway;
    private final ReplicaPorts ports;
    private final PublicPorts listeners;
    private final InnerPorts inner;
    private final Map<String, Routes> routes = new ConcurrentHashMap<>();

    /// Guards what follows against a rotation and a changed application at the same time.
    private final Object lock = new Object();

    private final Map<String, List<ReplicaId>> rotations = new ConcurrentHashMap<>();
    private volatile Application application;

    Traffic(Application application, Gateway gateway, ReplicaPorts ports, PortMemory memory) {
        this.application = application;
        this.gateway = gateway;
        this.ports = ports;
        listeners = new PublicPorts(gateway, memory, this::routes);
        inner = new InnerPorts(gateway);
    }

    /// Listens for the services that run, and goes on with what is open already.
    ///
    /// @return what went wrong; then nothing has changed
    List<String> open(Application changed, Set<String> running) {
        // Outside of the lock: rotations are published on the engine's thread, which never waits.
        List<String> problems = listeners.open(PublicPort.of(changed, running));
        if (problems.isEmpty()) {
            synchronized (lock) {
                application = changed;
                changed.ingresses()
                        .forEach(ingress -> routes(ingress.name()).replace(rules(ingress)));
                rotations.forEach(this::publish);
                publishExternal();
            }
        }
        return problems;
    }

    /// Stops listening where the application, as it is now, does not want it any more.
    void closeLeftOvers(Set<String> running) {
        listeners.closeAllBut(PublicPort.of(application, running));
        inner.closeAllBut(running);
    }

    void publish(String service, List<ReplicaId> replicas) {
        synchronized (lock) {
            rotations.put(service, replicas);
            for (Binding binding : bindings(service)) {
                List<Endpoint> endpoints = new ArrayList<>();
                for (ReplicaId replica : replicas) {
                    endpoint(replica, binding).ifPresent(endpoints::add);
                }
                pool(service, binding).publish(endpoints);
            }
        }
    }

    /// @return how much was cut at the limit, over all bindings
    CompletionStage<Integer> drain(ReplicaId replica, Duration limit) {
        CompletionStage<Integer> cut = CompletableFuture.completedStage(0);
        for (Binding binding : bindings(replica.service())) {
            Optional<Endpoint> endpoint = endpoint(replica, binding);
            if (endpoint.isPresent()) {
                CompletionStage<Integer> drained =
                        pool(replica.service(), binding).drain(endpoint.get(), limit);
                cut = cut.thenCombine(drained, Integer::sum);
            }
        }
        return cut;
    }

    List<PoolSnapshot> counts() {
        return gateway.snapshot();
    }

    List<Notice.Listening> listening() {
        return listeners.listening();
    }

    /// Every binding of every service, as programs are told of it.
    @Override
    public List<Advertised> forProcesses() {
        List<Advertised> all = new ArrayList<>();
        for (Service service : application.services()) {
            for (Binding binding : service.bindings()) {
                OptionalInt open = listeners.port(service.name(), binding.name());
                all.add(new Advertised(service, binding, open.isPresent() ? open : binding.port()));
            }
        }
        return all;
    }

    /// The same from inside of a container, where this machine has another address.
    @Override
    public List<Advertised> forContainers(Hosting hosting) {
        return forProcesses().stream().map(one -> inside(one, hosting)).toList();
    }

    @Override
    public List<Container> containers(String service) {
        return application.service(service).map(Service::containers).orElse(List.of());
    }

    private Advertised inside(Advertised one, Hosting hosting) {
        Service service = one.service();
        Binding binding = one.binding();
        OptionalInt open = listeners.port(service.name(), binding.name());
        if (service.external() || open.isEmpty()) {
            return one.from(hosting.hostAddress());
        }
        int port = open.getAsInt();
        if (hosting.ownListener()) {
            String title = title(service.name(), binding.name());
            port = inner.port(service, binding, hosting.hostAddress(), port, title);
        }
        return one.from(hosting.hostAddress(), port);
    }

    void close() {
        gateway.close(LAST_WORDS).toCompletableFuture().join();
    }

    /// Ingress rules may lead to services that run elsewhere.
    private void publishExternal() {
        for (Service service : application.services()) {
            for (Binding binding : service.bindings()) {
                if (service.external() && binding.port().isPresent()) {
                    String host = binding.advertisedHost().orElse(binding.address());
                    int port = binding.port().getAsInt();
                    pool(service.name(), binding)
                            .publish(List.of(new Endpoint(service.name(), host, port)));
                }
            }
        }
    }

    private Routes routes(String ingress) {
        return routes.computeIfAbsent(ingress, _ -> Routes.of(List.of()));
    }

    private List<Route> rules(Ingress ingress) {
        return ingress.rules().stream()
                .map(rule ->
                        new Route(
                                rule.host(),
                                rule.path(),
                                switch (rule.pathType()) {
                                    case EXACT -> Route.Match.EXACT;
                                    case PREFIX -> Route.Match.PREFIX;
                                },
                                rule.preservePath(),
                                gateway.pool(title(rule.service(), rule.binding()))))
                .toList();
    }

    private List<Binding> bindings(String service) {
        return application.service(service).map(Service::bindings).orElse(List.of());
    }

    private Pool pool(String service, Binding binding) {
        return gateway.pool(title(service, binding.name()));
    }

    private Optional<Endpoint> endpoint(ReplicaId replica, Binding binding) {
        OptionalInt port =
                application
                        .service(replica.service())
                        .flatMap(service -> service.listening(binding.targetPort()))
                        .map(owner -> ports.of(replica, owner.name(), binding.targetPort()))
                        .orElse(OptionalInt.empty());
        return port.isEmpty()
                ? Optional.empty()
                : Optional.of(new Endpoint(replica.toString(), ADDRESS, port.getAsInt()));
    }

    /// As {@link PublicPort#title}.
    private static String title(String service, String binding) {
        return binding.isEmpty() ? service : service + "/" + binding;
    }
}
