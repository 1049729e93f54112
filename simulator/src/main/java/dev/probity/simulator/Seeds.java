package dev.probity.simulator;

import dev.probity.simulator.Figures.Count;
import dev.probity.simulator.traffic.Seen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One scenario many times over, each with phases and luck of its own.
public final class Seeds {
    private Seeds() {}

    /// What is measured of each service.
    public enum Measure {
        /// Seconds until one replica took traffic.
        FIRST_READY,
        /// Seconds until every replica had taken traffic.
        ALL_READY,
        RESTARTS,
        KILLED_BY_PROBES,
        /// Seconds in which no replica took traffic, the start included.
        NO_REPLICA,
        FAILED_REQUESTS,
        WAITING_REQUESTS
    }

    /// @param runs from seed 1 on
    public static Map<String, Map<Measure, Distribution>> run(Scenario scenario, int runs) {
        Map<String, Map<Measure, Values>> values = new LinkedHashMap<>();
        for (int seed = 1; seed <= runs; seed++) {
            Scenario.Dials dials =
                    new Scenario.Dials(seed, true, scenario.dials().requestsPerSecond());
            Figures figures = new Figures(scenario.application());
            Simulation.Result result = Simulation.run(scenario.with(dials), figures);
            figures.counts()
                    .forEach((service, count) ->
                            add(
                                    values.computeIfAbsent(service, _ -> none()),
                                    count,
                                    result.seen(service)));
        }
        Map<String, Map<Measure, Distribution>> all = new LinkedHashMap<>();
        values.forEach((service, measured) -> {
            Map<Measure, Distribution> distributions = new EnumMap<>(Measure.class);
            measured.forEach((measure, found) -> distributions.put(measure, found.distribution()));
            all.put(service, distributions);
        });
        return all;
    }

    private static Map<Measure, Values> none() {
        Map<Measure, Values> none = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            none.put(measure, new Values());
        }
        return none;
    }

    private static void add(Map<Measure, Values> values, Count count, Seen seen) {
        values.forEach((measure, list) -> list.add(value(measure, count, seen)));
    }

    private static OptionalDouble value(Measure measure, Count count, Seen seen) {
        return switch (measure) {
            case FIRST_READY -> seconds(count.firstReady());
            case ALL_READY -> seconds(count.allReady());
            case RESTARTS -> OptionalDouble.of(count.restarts());
            case KILLED_BY_PROBES ->
                    OptionalDouble.of(count.killedByLiveness() + count.killedByStartup());
            case NO_REPLICA -> OptionalDouble.of(seen.closed().toNanos() / 1e9);
            case FAILED_REQUESTS -> OptionalDouble.of((double) seen.failed());
            case WAITING_REQUESTS -> OptionalDouble.of((double) (seen.waited() + seen.open()));
        };
    }

    private static OptionalDouble seconds(OptionalLong nanos) {
        return nanos.isPresent()
                ? OptionalDouble.of(nanos.getAsLong() / 1e9)
                : OptionalDouble.empty();
    }

    private static final class Values {
        private final List<Double> present = new ArrayList<>();
        private int absent;

        void add(OptionalDouble value) {
            if (value.isPresent()) {
                present.add(value.getAsDouble());
            } else {
                absent++;
            }
        }

        Distribution distribution() {
            return new Distribution(
                    present.stream().mapToDouble(Double::doubleValue).toArray(), absent);
        }
    }
}
