package dev.probity.dialects.cloud;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Keys that are right and that a run on this machine has no use for.
public final class CloudKeys {
    private static final int LISTED = 6;

    private final Diagnostics diagnostics;
    private final Set<String> passedOver = new LinkedHashSet<>();
    private Optional<Origin> first = Optional.empty();

    public CloudKeys(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Keys whose absence in a run surprises nobody: they are told of together, at the end.
    public void passOver(Fields fields, String... keys) {
        for (String key : keys) {
            fields.get(key)
                    .ifPresent(value -> {
                        passedOver.add(key);
                        first = first.or(() -> Optional.of(value.origin()));
                    });
        }
    }

    /// A key that a run will miss.
    public void warn(Fields fields, String key, String consequence) {
        fields.get(key)
                .ifPresent(value ->
                        diagnostics.warning(
                                CloudCode.LOSSY,
                                value.origin(),
                                "\"" + key + "\" has no effect here: " + consequence));
    }

    /// Says that a key is called otherwise.
    public static Optional<Value> misnamed(Fields fields, String wrong, String right) {
        Optional<Value> value = fields.get(wrong);
        value.ifPresent(found ->
                found.diagnostics()
                        .warning(
                                CloudCode.OTHER_NAME,
                                found.origin(),
                                "unknown key \"" + wrong + "\" in " + fields.owner().name(),
                                "did you mean \"" + right + "\"?"));
        return value;
    }

    /// A key that has another place or no place at all, with what to write in its stead.
    public static void misplaced(Fields fields, String key, String hint) {
        fields.get(key)
                .ifPresent(value ->
                        value.diagnostics()
                                .warning(
                                        SpecCode.UNKNOWN_KEY,
                                        value.origin(),
                                        "unknown key \"" + key + "\" in " + fields.owner().name(),
                                        hint));
    }

    public void report() {
        first.ifPresent(origin ->
                diagnostics.note(
                        CloudCode.CLOUD_ONLY,
                        origin,
                        listed() + ": only the cloud has a use for that, a run does not"));
    }

    private String listed() {
        String few = String.join(", ", passedOver.stream().limit(LISTED).toList());
        int more = passedOver.size() - LISTED;
        return more > 0 ? few + " and " + more + " more" : few;
    }
}
