package dev.probity.benchmarks.probes;

import dev.probity.probes.Target;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Addresses of this machine, all answered by one server: 127.0.1.1, 127.0.1.2 and so on.
record Targets(int count, int port) {

    private static final int PER_NETWORK = 250;

    Target target(int number) {
        return new Target(address(number), Map.of(), Map.of());
    }

    static String address(int number) {
        return "127.0." + (1 + number / PER_NETWORK) + "." + (1 + number % PER_NETWORK);
    }

    /// Each second, with the kubelet's other defaults.
    Probe probe() {
        return new Probe(
                new Handler.HttpGet(
                        Optional.empty(),
                        new Handler.PortRef.Numbered(port),
                        "/healthz",
                        Handler.Scheme.HTTP,
                        List.of()),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                3,
                Optional.empty());
    }
}
