package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.Service;
import dev.probity.spec.cluster.Autoscaling;
import dev.probity.spec.cluster.DisruptionBudget;
import dev.probity.spec.cluster.DisruptionBudget.Bound;
import dev.probity.spec.cluster.SecurityContext;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenClusterNeeds;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads what a service asks of a cluster: `autoscaling`, `disruptionBudget`, `securityContext`.
final class ClusterReader {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}|(100|[0-9]{1,2})%");
    private static final Pattern CAPABILITY = Pattern.compile("[A-Z][A-Z_]{1,30}");
    private static final String CPU = "targetCPUUtilizationPercentage";
    private static final String MEMORY = "targetMemoryUtilizationPercentage";

    private ClusterReader() {}

    /// @param replicas of the service
    static WrittenClusterNeeds read(Fields fields, int replicas) {
        return new WrittenClusterNeeds(
                located(fields, "autoscaling", keys -> autoscaling(keys, replicas)),
                located(fields, "disruptionBudget", ClusterReader::budget),
                located(fields, "securityContext", keys -> Optional.of(security(keys))));
    }

    private static <T> Optional<Located<T>> located(
            Fields fields, String key, Function<Fields, Optional<T>> reading) {
        return fields.get(key)
                .flatMap(value -> value.mapping(reading).flatMap(found -> found).map(value::at));
    }

    private static Optional<Autoscaling> autoscaling(Fields keys, int replicas) {
        int least =
                keys.integer("minReplicas", 1, Service.MOST_REPLICAS)
                        .map(Located::value)
                        .orElse(Math.max(1, replicas));
        OptionalInt cpu = percent(keys, CPU);
        OptionalInt memory = percent(keys, MEMORY);
        Optional<Value> most = keys.required("maxReplicas");
        if (cpu.isEmpty() && memory.isEmpty()) {
            keys.owner()
                    .error(
                            SpecCode.MISSING_KEY,
                            keys.owner().name() + " needs \"" + CPU + "\" or \"" + MEMORY + "\"");
            return Optional.empty();
        }
        return most.flatMap(value -> value.integer(least, Service.MOST_REPLICAS))
                .map(number -> new Autoscaling(least, number.value(), cpu, memory));
    }

    private static OptionalInt percent(Fields keys, String key) {
        return keys.integer(key, 1, 100).stream().mapToInt(Located::value).findFirst();
    }

    private static Optional<DisruptionBudget> budget(Fields keys) {
        Optional<DisruptionBudget> least = budget(keys, "minAvailable", Bound.MIN_AVAILABLE);
        Optional<DisruptionBudget> most = budget(keys, "maxUnavailable", Bound.MAX_UNAVAILABLE);
        if (keys.get("minAvailable").isPresent() == keys.get("maxUnavailable").isPresent()) {
            keys.owner()
                    .error(
                            least.isPresent() ? SpecCode.CONFLICT : SpecCode.MISSING_KEY,
                            keys.owner().name()
                                    + " takes one of \"minAvailable\" and \"maxUnavailable\"");
        }
        return least.or(() -> most);
    }

    private static Optional<DisruptionBudget> budget(Fields keys, String key, Bound bound) {
        return keys.get(key)
                .flatMap(value -> matching(value, AMOUNT, "write replicas, such as 1, or 50%"))
                .map(amount -> new DisruptionBudget(bound, amount));
    }

    private static SecurityContext security(Fields keys) {
        Optional<Capabilities> capabilities = keys.mapping("capabilities", Capabilities::read);
        return new SecurityContext(
                keys.bool("runAsNonRoot").map(Located::value).orElse(false),
                group(keys, "runAsGroup"),
                group(keys, "fsGroup"),
                keys.bool("allowPrivilegeEscalation").map(Located::value).orElse(false),
                capabilities.map(Capabilities::added).orElse(List.of()),
                capabilities.map(Capabilities::dropped).orElse(List.of()));
    }

    private static OptionalLong group(Fields keys, String key) {
        return keys.integer(key, 0, Integer.MAX_VALUE).stream()
                .mapToLong(Located::value)
                .findFirst();
    }

    private record Capabilities(List<String> added, List<String> dropped) {
        static Capabilities read(Fields keys) {
            return new Capabilities(names(keys, "add"), names(keys, "drop"));
        }

        private static List<String> names(Fields keys, String key) {
            return keys.get(key).map(Value::oneOrMore).orElse(List.of()).stream()
                    .flatMap(value ->
                            matching(value, CAPABILITY, "write it as NET_BIND_SERVICE").stream())
                    .toList();
        }
    }

    private static Optional<String> matching(Value value, Pattern pattern, String hint) {
        Optional<String> text = value.nonEmptyString().map(Located::value);
        Optional<String> fit = text.filter(found -> pattern.matcher(found).matches());
        if (text.isPresent() && fit.isEmpty()) {
            value.error(SpecCode.NOT_ONE_OF, value.name() + " is \"" + text.get() + "\"", hint);
        }
        return fit;
    }
}
