package dev.probity.spec.reading;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A mapping with known keys while it is read. Each key that is asked for is a known one.
///
/// A key without a value (`env:`) is the same as no key.
public final class Fields {
    private static final int LISTED = 8;

    private final Value owner;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Value owner, Mapping mapping) {
        this.owner = owner;
        mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
    }

    /// The mapping itself, for messages about it as a whole.
    public Value owner() {
        return owner;
    }

    public Optional<Value> get(String key) {
        return written(key).filter(value -> !value.isNull());
    }

    /// Of two spellings of one key; both at once are an error.
    public Optional<Value> get(String key, String alias) {
        Optional<Value> value = get(key);
        Optional<Value> other = get(alias);
        if (value.isPresent() && other.isPresent()) {
            other.get()
                    .error(
                            SpecCode.CONFLICT,
                            "\"" + key + "\" and \"" + alias + "\" are the same key",
                            "keep \"" + key + "\"");
        }
        return value.or(() -> other);
    }

    /// Also where the key is there and its value is not, as in `value:`.
    public Optional<Value> written(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key))
                .map(entry -> owner.child("." + key, entry.value()));
    }

    /// A key that the dialect demands.
    public Optional<Value> required(String key) {
        Optional<Value> value = get(key);
        if (value.isEmpty()) {
            reportMissing(key);
        }
        return value;
    }

    public Optional<Located<String>> string(String key) {
        return get(key).flatMap(Value::nonEmptyString);
    }

    public Optional<Located<String>> requiredString(String key) {
        return required(key).flatMap(Value::nonEmptyString);
    }

    public Optional<Located<Integer>> integer(String key, int least, int most) {
        return get(key).flatMap(value -> value.integer(least, most));
    }

    public Optional<Located<Boolean>> bool(String key) {
        return get(key).flatMap(Value::bool);
    }

    public Optional<Located<Duration>> seconds(String key, int least) {
        return get(key).flatMap(value -> value.seconds(least));
    }

    public Optional<Located<Duration>> duration(String key) {
        return get(key).flatMap(Value::duration);
    }

    public <T> Optional<Located<T>> oneOf(String key, Map<String, T> choices) {
        return get(key).flatMap(value -> value.oneOf(choices));
    }

    public <R> Optional<R> mapping(String key, Function<Fields, R> reading) {
        return get(key).flatMap(value -> value.mapping(reading));
    }

    /// Empty when the key is absent.
    public List<Value> list(String key) {
        return get(key).map(Value::items).orElse(List.of());
    }

    /// A list of texts, or one text that stands for a list of one.
    public List<Located<String>> strings(String key) {
        return get(key).map(Value::oneOrMore).orElse(List.of()).stream()
                .flatMap(value -> value.string().stream())
                .toList();
    }

    /// Keys that this reading does not ask for and that are right all the same.
    public void alsoKnown(String... keys) {
        known.addAll(List.of(keys));
    }

    public void reportMissing(String key) {
        owner.error(SpecCode.MISSING_KEY, owner.name() + " needs \"" + key + "\"");
    }

    void reportUnknown() {
        for (Node.Entry entry : entries.values()) {
            if (!known.contains(entry.key()) && !owner.dialect().ignores(entry.key())) {
                owner.diagnostics()
                        .report(
                                owner.dialect().unknownKeys(),
                                SpecCode.UNKNOWN_KEY,
                                entry.position(),
                                owner.dialect().unknownKey().apply(owner, entry.key()),
                                hint(entry.key()));
            }
        }
    }

    /// The nearest key that is not given yet, else the nearest one, else all of them if they are
    /// few enough to read.
    private Optional<String> hint(String key) {
        if (owner.diagnostics().isFull()) {
            return Optional.empty();
        }
        List<String> free = known.stream().filter(each -> !isGiven(entries.get(each))).toList();
        return Spelling.hint(key, free)
                .or(() ->
                        Spelling.nearest(key, known)
                                .map(near -> "\"" + near + "\" is given already"))
                .or(() ->
                        known.isEmpty() || known.size() > LISTED
                                ? Optional.empty()
                                : Optional.of("the keys here are " + String.join(", ", known)));
    }

    private static boolean isGiven(Node.@Nullable Entry entry) {
        return entry != null && !(entry.value() instanceof Scalar scalar && scalar.isNull());
    }
}
