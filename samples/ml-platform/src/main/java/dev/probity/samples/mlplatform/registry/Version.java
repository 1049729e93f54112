package dev.probity.samples.mlplatform.registry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One version of a registered model.
///
/// @param number counts from 1
/// @param stage `None`, `Staging`, `Production` or `Archived`
/// @param source where its files are, such as `mlflow-artifacts:/models/cifar10-model/1`
/// @param updated milliseconds since 1970
record Version(
        String name,
        int number,
        String stage,
        String source,
        Map<String, String> tags,
        long created,
        long updated) {
    static final List<String> STAGES = List.of("None", "Staging", "Production", "Archived");

    Version {
        tags = Map.copyOf(tags);
    }

    Version moved(String stage, long now) {
        return new Version(name, number, stage, source, tags, created, now);
    }

    Version tagged(String key, String value, long now) {
        Map<String, String> more = new TreeMap<>(tags);
        more.put(key, value);
        return new Version(name, number, stage, source, more, created, now);
    }

    /// @throws RegistryProblem unless there is such a stage, in upper or lower case
    static String stage(String asked) {
        return STAGES.stream()
                .filter(stage -> stage.equalsIgnoreCase(asked))
                .findFirst()
                .orElseThrow(() ->
                        new RegistryProblem(
                                RegistryProblem.Code.INVALID_PARAMETER_VALUE,
                                "Invalid Model Version stage: %s. Value must be one of %s."
                                        .formatted(asked, String.join(", ", STAGES))));
    }
}
