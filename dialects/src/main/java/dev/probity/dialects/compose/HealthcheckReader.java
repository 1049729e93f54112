package dev.probity.dialects.compose;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a readiness probe of a healthcheck: the nearest one, since an unhealthy container is not
/// restarted and others wait for a healthy one.
final class HealthcheckReader {
    /// How often a container is asked that never asks for more.
    private static final int MAX_RETRIES = 1_000_000;

    private HealthcheckReader() {}

    static Optional<WrittenProbe> read(Fields fields) {
        Optional<Value> test = fields.get("test");
        boolean disabled = fields.bool("disable").map(Located::value).orElse(false);
        Optional<Located<Integer>> interval = seconds(fields, "interval");
        Optional<Located<Integer>> timeout = seconds(fields, "timeout");
        Optional<Located<Integer>> retries = fields.integer("retries", 0, MAX_RETRIES);
        lost(fields);
        Optional<List<Located<String>>> command =
                disabled ? Optional.empty() : test.flatMap(HealthcheckReader::command);
        if (test.isEmpty() && !disabled) {
            Lost.report(
                    fields.owner(),
                    "it changes the numbers of a check that is in the image, and nobody reads"
                            + " that here");
        }
        command.ifPresent(_ -> explain(fields.owner()));
        return command.map(words ->
                new WrittenProbe(
                        fields.owner().origin(),
                        List.of(
                                new Located<>(
                                        new WrittenHandler.Exec(words),
                                        test.map(Value::origin).orElse(fields.owner().origin()))),
                        Optional.empty(),
                        timeout,
                        interval,
                        Optional.empty(),
                        retries,
                        Optional.empty()));
    }

    private static void explain(Value healthcheck) {
        healthcheck
                .diagnostics()
                .warning(
                        ComposeCode.LOSSY,
                        healthcheck.origin(),
                        "\"%s\" is a readiness probe here: while it fails, the replica gets no traffic, where Compose only reports it as unhealthy"
                                .formatted(healthcheck.path()),
                        "Probity's own file has startupProbe, livenessProbe and readinessProbe"
                                + " apart");
    }

    /// The kubelet asks at once, and a replica that is not ready yet is not ready: nothing of these
    /// two is needed.
    private static void lost(Fields fields) {
        for (String key : List.of("start_period", "start_interval")) {
            fields.get(key)
                    .ifPresent(value ->
                            Lost.report(
                                    value,
                                    "failures at the start count like others; until a success the"
                                            + " replica is not ready either way"));
        }
    }

    /// Nothing for `NONE`, which is no check.
    private static Optional<List<Located<String>>> command(Value test) {
        if (test.isScalar()) {
            return test.nonEmptyString().map(HealthcheckReader::shell);
        }
        List<Located<String>> words = new ArrayList<>();
        test.items().forEach(item -> item.string().ifPresent(words::add));
        String kind = words.isEmpty() ? "" : words.getFirst().value();
        List<Located<String>> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (kind) {
            case "NONE" -> Optional.empty();
            case "CMD" -> Optional.of(rest);
            case "CMD-SHELL" -> rest.stream().findFirst().map(HealthcheckReader::shell);
            default -> {
                test.error(
                        ComposeCode.HEALTHCHECK,
                        test.name() + " must begin with CMD, CMD-SHELL or NONE",
                        "write [\"CMD\", …], or the line as a text");
                yield Optional.empty();
            }
        };
    }

    private static List<Located<String>> shell(Located<String> line) {
        return List.of(line.map(_ -> "/bin/sh"), line.map(_ -> "-c"), line);
    }

    /// Whole seconds, at least one; a part of a second makes it one more.
    private static Optional<Located<Integer>> seconds(Fields fields, String key) {
        // 0 is the default, as for Docker.
        Optional<Located<Duration>> written =
                fields.duration(key).filter(found -> found.value().isPositive());
        written.filter(found -> found.value().toMillis() % 1000 != 0)
                .ifPresent(found -> rounded(fields.get(key).orElseThrow(), found.origin()));
        return written.map(found ->
                found.map(duration ->
                        (int)
                                Math.min(
                                        Integer.MAX_VALUE,
                                        Math.max(1, (duration.toMillis() + 999) / 1000))));
    }

    private static void rounded(Value value, Origin origin) {
        value.diagnostics()
                .note(
                        ComposeCode.DIFFERENT,
                        origin,
                        "\"" + value.path() + "\" is rounded up to whole seconds");
    }
}
