package dev.probity.runtime;

import dev.probity.gateway.BindFailure;
import dev.probity.gateway.Gateway;
import dev.probity.gateway.Listener;
import dev.probity.gateway.route.Routes;
import dev.probity.launch.port.Listeners;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// The gateway's listeners of one application. Guarded by itself.
final class PublicPorts {
    private final Gateway gateway;
    private final PortMemory memory;
    private final Function<String, Routes> routes;
    private final Map<PublicPort, Listener> open = new LinkedHashMap<>();

    /// @param routes of an ingress, by its name
    PublicPorts(Gateway gateway, PortMemory memory, Function<String, Routes> routes) {
        this.gateway = gateway;
        this.memory = memory;
        this.routes = routes;
    }

    /// Opens what is not open yet; those with a port of their own first, so that none of them is
    /// given to another.
    ///
    /// @return what went wrong, all of it; then nothing of it is open that was not open before
    synchronized List<String> open(List<PublicPort> wanted) {
        List<String> problems = new ArrayList<>();
        Map<PublicPort, Listener> opened = new LinkedHashMap<>();
        List<PublicPort> missing = wanted.stream().filter(port -> !open.containsKey(port)).toList();
        Map<PublicPort, Listener> freed = inTheWay(wanted, missing);
        freed.forEach((port, listener) -> {
            listener.close();
            open.remove(port);
        });
        for (boolean fixed : new boolean[] {true, false}) {
            for (PublicPort port : missing) {
                if (port.port().isPresent() == fixed) {
                    listen(port, opened, problems);
                }
            }
        }
        if (problems.isEmpty()) {
            open.putAll(opened);
            remember();
        } else {
            opened.values().forEach(Listener::close);
            reopen(freed, problems);
        }
        return problems;
    }

    /// Ports of our own that give way: not wanted as they are any more, but with the number or in
    /// the place of one that is, such as a binding whose protocol has changed.
    private Map<PublicPort, Listener> inTheWay(List<PublicPort> wanted, List<PublicPort> missing) {
        Map<PublicPort, Listener> found = new LinkedHashMap<>(open);
        wanted.forEach(found::remove);
        found.entrySet()
                .removeIf(entry ->
                        missing.stream()
                                .noneMatch(port ->
                                        port.replaces(entry.getKey(), entry.getValue().port())));
        return found;
    }

    private void reopen(Map<PublicPort, Listener> freed, List<String> problems) {
        freed.forEach((port, listener) -> {
            try {
                open.put(port, bind(port, listener.port()));
            } catch (BindFailure failure) {
                problems.add(problem(port, failure));
            }
        });
    }

    /// Closes what is open and not wanted any more.
    synchronized void closeAllBut(List<PublicPort> wanted) {
        open.entrySet()
                .removeIf(entry -> {
                    boolean unwanted = !wanted.contains(entry.getKey());
                    if (unwanted) {
                        entry.getValue().close();
                    }
                    return unwanted;
                });
    }

    synchronized List<Notice.Listening> listening() {
        return open.entrySet().stream()
                .map(entry -> entry.getKey().listening(entry.getValue().port()))
                .toList();
    }

    synchronized OptionalInt port(String owner, String binding) {
        return open.entrySet().stream()
                .filter(entry -> entry.getKey().owner().equals(owner))
                .filter(entry -> entry.getKey().name().equals(binding))
                .mapToInt(entry -> entry.getValue().port())
                .findFirst();
    }

    private void listen(PublicPort port, Map<PublicPort, Listener> opened, List<String> problems) {
        try {
            opened.put(port, bind(port));
        } catch (BindFailure failure) {
            problems.add(problem(port, failure));
        }
    }

    private Listener bind(PublicPort port) throws BindFailure {
        if (port.port().isPresent()) {
            return bind(port, port.port().getAsInt());
        }
        OptionalInt before = memory.port(port.title());
        if (before.isPresent()) {
            try {
                return bind(port, before.getAsInt());
            } catch (BindFailure _) {
                // Somebody else has it now; any other will do.
            }
        }
        return bind(port, 0);
    }

    private Listener bind(PublicPort port, int number) throws BindFailure {
        return switch (port.kind()) {
            case TCP -> gateway.listenTcp(port.address(), number, gateway.pool(port.title()));
            case HTTP -> gateway.listenHttp(port.address(), number, gateway.pool(port.title()));
            case INGRESS ->
                    gateway.listenIngress(port.address(), number, routes.apply(port.owner()));
        };
    }

    private static String problem(PublicPort port, BindFailure failure) {
        if (failure.reason() != BindFailure.Reason.TAKEN) {
            return port.title() + ": " + failure.getMessage();
        }
        String owner =
                Listeners.whoListens(failure.port())
                        .map(taker -> "is taken by " + taker)
                        .orElse("is taken by another program");
        return "port %d of %s %s; free it, or give %s another one"
                .formatted(failure.port(), port.title(), owner, port.title());
    }

    private void remember() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        open.forEach((port, listener) -> {
            if (port.port().isEmpty()) {
                ports.put(port.title(), listener.port());
            }
        });
        memory.keep(ports);
    }
}
