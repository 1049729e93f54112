package dev.probity.benchmarks.simulator;

import dev.probity.simulator.Scenario;
import dev.probity.simulator.Scenario.Dials;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.world.Behaviour;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Simulates one service with three probes, as often as it is told, and prints a line for each
/// case.
public final class SimulatorBenchmark {
    private SimulatorBenchmark() {}

    private record Case(String name, int replicas, String behaviour, boolean spread, double rate) {}

    private static final List<Case> CASES =
            List.of(
                    new Case("100 replicas", 100, "answers in 5ms", true, 0),
                    new Case("100 replicas in step", 100, "answers in 5ms", false, 0),
                    new Case("1 replica", 1, "answers in 5ms", true, 0),
                    new Case(
                            "100 replicas on a bad day",
                            100,
                            "loads in 30s .. 60s, answers in 0.5s ± 0.6s, crashes at 1h",
                            true,
                            0),
                    new Case("100 replicas, 10 requests/s", 100, "answers in 5ms", true, 10));

    /// @param arguments how many hours to simulate with 100 replicas, how many rounds, and, if not
    ///   all, the first letters of the cases' names
    public static void main(String[] arguments) {
        int hours = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        String which = arguments.length > 2 ? arguments[2] : "";
        System.out.printf("%-28s %12s %14s %14s%n", "case", "attempts", "median /s", "best /s");
        for (Case each : CASES.stream().filter(it -> it.name().startsWith(which)).toList()) {
            // The same number of attempts for each, more or less.
            Duration span = Duration.ofHours(hours).multipliedBy(100 / each.replicas());
            measure(
                    each,
                    span.compareTo(Duration.ofDays(30)) > 0 ? Duration.ofDays(30) : span,
                    rounds);
        }
    }

    private static void measure(Case each, Duration span, int rounds) {
        Scenario scenario =
                new Scenario(
                        application(each.replicas()),
                        Cast.of(Behaviour.of(each.behaviour())),
                        span,
                        new Dials(1, each.spread(), each.rate()),
                        List.of());
        Simulation.run(scenario, (at, happening) -> {}); // the compiler's turn
        double[] rates = new double[rounds];
        long attempts = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            attempts = Simulation.run(scenario, (at, happening) -> {}).attempts();
            rates[round] = attempts * 1e9 / (System.nanoTime() - start);
        }
        Arrays.sort(rates);
        System.out.printf(
                "%-28s %,12d %,14.0f %,14.0f%n",
                each.name(), attempts, rates[rounds / 2], rates[rounds - 1]);
    }

    private static Application application(int replicas) {
        Container container =
                new Container(
                        "web",
                        Container.Kind.MAIN,
                        new Workload.Command(List.of("none")),
                        List.of(),
                        Path.of("/"),
                        Optional.empty(),
                        List.of(),
                        Optional.of(probe(0, 5, 30)),
                        Optional.of(probe(30, 10, 3)),
                        Optional.of(probe(10, 5, 2)),
                        Optional.empty());
        Binding binding =
                new Binding(
                        "",
                        Binding.Protocol.HTTP,
                        "127.0.0.1",
                        OptionalInt.empty(),
                        "80",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Service service =
                new Service(
                        "web",
                        replicas,
                        List.of(container),
                        List.of(binding),
                        List.of(),
                        RestartPolicy.ALWAYS,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        false,
                        List.of(),
                        false);
        return new Application("benchmark", Path.of("/"), List.of(service), List.of());
    }

    private static Probe probe(int delay, int period, int failures) {
        return new Probe(
                new Handler.TcpSocket(Optional.empty(), new Handler.PortRef.Numbered(80)),
                Duration.ofSeconds(delay),
                Duration.ofSeconds(period),
                Duration.ofSeconds(1),
                1,
                failures,
                Optional.empty());
    }
}
