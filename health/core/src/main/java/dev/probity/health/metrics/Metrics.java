package dev.probity.health.metrics;

import dev.probity.health.Report;
import dev.probity.health.Standing;
import dev.probity.health.Status;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Traffic;
import dev.probity.health.metrics.Metric.Sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Reads all metrics from the same snapshot that probes are answered from; no check runs for it.
public final class Metrics {
    private Metrics() {}

    public static List<Metric> of(Endpoints endpoints) {
        List<Standing> checks = endpoints.health().standings();
        List<Metric> all = new ArrayList<>();
        all.add(groups(endpoints));
        all.add(
                gauge(
                        "check_status",
                        "1 up, 0.5 degraded, 0 down, -1 unknown",
                        checks,
                        check -> value(check.status())));
        all.add(
                gauge(
                        "check_last_duration_seconds",
                        "how long the last run took",
                        checks,
                        check -> check.took().toNanos() / 1e9));
        all.add(
                gauge(
                        "check_last_success_timestamp_seconds",
                        "when a run last succeeded; 0 if none has",
                        checks,
                        check -> check.tally().lastUp().toEpochMilli() / 1e3));
        all.add(runs(checks));
        all.add(
                counter(
                        "check_timeouts",
                        "runs that did not end in time",
                        checks,
                        check -> check.tally().timeouts()));
        all.add(
                counter(
                        "check_skipped",
                        "runs that did not begin because the one before had not ended",
                        checks,
                        check -> check.tally().skipped()));
        all.add(
                counter(
                        "check_transitions",
                        "changes of the status",
                        checks,
                        check -> check.tally().transitions()));
        all.addAll(traffic(endpoints.traffic()));
        return List.copyOf(all);
    }

    private static double value(Status status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> 0.5;
            case DOWN -> 0;
            case UNKNOWN -> -1; // not NaN, with which nothing can be compared
        };
    }

    private static Metric groups(Endpoints endpoints) {
        return new Metric(
                "probity_health_status",
                "1 up, 0.5 degraded, 0 down, -1 unknown",
                Metric.Type.GAUGE,
                endpoints.health().groups().stream()
                        .map(endpoints.health()::report)
                        .map(Metrics::sample)
                        .toList());
    }

    private static Sample sample(Report report) {
        return new Sample(Map.of("group", report.group().name()), value(report.status()));
    }

    private static Metric gauge(
            String name, String help, List<Standing> checks, ToDoubleFunction<Standing> value) {
        return metric(name, help, Metric.Type.GAUGE, samples(checks, value));
    }

    private static Metric counter(
            String name, String help, List<Standing> checks, ToDoubleFunction<Standing> value) {
        return metric(name, help, Metric.Type.COUNTER, samples(checks, value));
    }

    private static Metric metric(String name, String help, Metric.Type type, List<Sample> samples) {
        return new Metric("probity_health_" + name, help, type, samples);
    }

    private static List<Sample> samples(List<Standing> checks, ToDoubleFunction<Standing> value) {
        return checks.stream()
                .map(check -> new Sample(Map.of("check", check.name()), value.applyAsDouble(check)))
                .toList();
    }

    private static Metric runs(List<Standing> checks) {
        List<Sample> samples = new ArrayList<>();
        for (Standing check : checks) {
            long failed = check.tally().failures();
            samples.add(run(check, "failed", failed));
            samples.add(run(check, "ok", check.tally().runs() - failed));
        }
        return metric("check_runs", "runs that have ended", Metric.Type.COUNTER, samples);
    }

    private static Sample run(Standing check, String result, long count) {
        return new Sample(Map.of("check", check.name(), "result", result), count);
    }

    private static List<Metric> traffic(Traffic traffic) {
        List<Traffic.Count> counts = traffic.counts();
        return List.of(
                metric(
                        "probe_requests",
                        "requests that were answered",
                        Metric.Type.COUNTER,
                        counts.stream()
                                .map(count -> new Sample(labels(count), count.requests()))
                                .toList()),
                metric(
                        "probe_answer_seconds",
                        "time spent on making the answers",
                        Metric.Type.COUNTER,
                        counts.stream()
                                .map(count ->
                                        new Sample(labels(count), count.time().toNanos() / 1e9))
                                .toList()));
    }

    private static Map<String, String> labels(Traffic.Count count) {
        return Map.of("group", count.group().name(), "code", Integer.toString(count.status()));
    }
}
