package dev.probity.spec.yaml;

import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenDependency;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `dependsOn`: a list of names, or a mapping from names to conditions.
final class DependencyReader {
    private static final Map<String, Condition> CONDITIONS =
            Choices.of(
                    Map.entry("started", Condition.STARTED),
                    Map.entry("healthy", Condition.HEALTHY),
                    Map.entry("ready", Condition.READY),
                    Map.entry("completed", Condition.COMPLETED));

    private DependencyReader() {}

    static List<WrittenDependency> read(Optional<Value> value) {
        return value.map(found ->
                        found.isMapping()
                                ? found.members().stream()
                                        .map(DependencyReader::withCondition)
                                        .toList()
                                : names(found))
                .orElse(List.of());
    }

    private static List<WrittenDependency> names(Value value) {
        return value.oneOrMore().stream()
                .flatMap(item -> item.nonEmptyString().stream())
                .map(name -> new WrittenDependency(name, Optional.empty()))
                .toList();
    }

    /// `db: healthy`, or in Compose's shape `db: {condition: healthy}`.
    private static WrittenDependency withCondition(Value.Member member) {
        Value value = member.value();
        Optional<Located<Condition>> condition =
                value.isNull()
                        ? Optional.empty()
                        : value.isMapping()
                                ? value.mapping(fields -> fields.oneOf("condition", CONDITIONS))
                                        .flatMap(found -> found)
                                : value.oneOf(CONDITIONS);
        return new WrittenDependency(member.key(), condition);
    }
}
