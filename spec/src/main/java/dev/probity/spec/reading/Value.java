package dev.probity.spec.reading;

import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Code;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// One value of a text at its path. Each getter says what it wants and reports what it gets
/// instead; an empty answer was reported already.
public final class Value {
    /// Longer texts say nothing in a message.
    private static final int QUOTED = 60;

    private final Node node;
    private final String path;
    private final Dialect dialect;
    private final Diagnostics diagnostics;

    private Value(Node node, String path, Dialect dialect, Diagnostics diagnostics) {
        this.node = node;
        this.path = path;
        this.dialect = dialect;
        this.diagnostics = diagnostics;
    }

    /// The whole text.
    public static Value root(Node node, Dialect dialect, Diagnostics diagnostics) {
        return new Value(node, "", dialect, diagnostics);
    }

    public Node node() {
        return node;
    }

    /// The same value, read by other rules, such as stricter ones inside of a probe.
    public Value in(Dialect other) {
        return new Value(node, path, other, diagnostics);
    }

    /// From the root, such as `services.web.ports[0]`; empty for the root.
    public String path() {
        return path;
    }

    public Origin origin() {
        return node.position();
    }

    public boolean isNull() {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    public boolean isScalar() {
        return node instanceof Scalar;
    }

    public boolean isList() {
        return node instanceof Sequence;
    }

    public boolean isMapping() {
        return node instanceof Mapping;
    }

    /// Whether it is a whole number, without any complaint.
    public boolean isInteger() {
        return node instanceof Scalar scalar && dialect.scalars().integer(scalar).isPresent();
    }

    /// Whether it is a whole number in YAML's eyes too.
    public boolean isUnquotedNumber() {
        return node instanceof Scalar scalar && Scalars.CORE.integer(scalar).isPresent();
    }

    /// Any single value as it is written, without quotes.
    public Optional<Located<String>> string() {
        return scalar("a text").map(scalar -> at(scalar.text()));
    }

    /// A text with something in it.
    public Optional<Located<String>> nonEmptyString() {
        Optional<Located<String>> text = string();
        if (text.filter(found -> found.value().isBlank()).isPresent()) {
            error(SpecCode.EMPTY_VALUE, name() + " is empty");
            return Optional.empty();
        }
        return text;
    }

    public Optional<Located<Integer>> integer(int least, int most) {
        return number(least, most).map(number -> number.map(Long::intValue));
    }

    public Optional<Located<Long>> number(long least, long most) {
        Optional<Scalar> scalar = scalar("a whole number");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigInteger> number = dialect.scalars().integer(scalar.get());
        if (number.isEmpty()) {
            reportNoNumber(scalar.get());
            return Optional.empty();
        }
        return inRange(number.get(), least, most).map(this::at);
    }

    public Optional<Located<Boolean>> bool() {
        Optional<Scalar> scalar = scalar("true or false");
        Optional<Boolean> truth = scalar.flatMap(dialect.scalars()::bool);
        if (scalar.isPresent() && truth.isEmpty()) {
            error(
                    SpecCode.NOT_A_BOOLEAN,
                    name() + " is " + quoted(scalar.get()) + "; it can be true or false");
        }
        return truth.map(this::at);
    }

    /// A whole number of seconds.
    public Optional<Located<Duration>> seconds(int least) {
        return integer(least, Integer.MAX_VALUE).map(seconds -> seconds.map(Duration::ofSeconds));
    }

    /// Numbers with units, such as `1m30s`.
    public Optional<Located<Duration>> duration() {
        Optional<Scalar> scalar = scalar("a length of time");
        Optional<Duration> duration = scalar.flatMap(text -> Durations.parse(text.text()));
        if (scalar.isPresent() && duration.isEmpty()) {
            error(
                    SpecCode.NOT_A_DURATION,
                    name() + " is " + quoted(scalar.get()) + ", which is not a length of time",
                    "write it with units, such as 90s or 1m30s");
        }
        return duration.map(this::at);
    }

    /// @param choices in the order in which a message lists them
    public <T> Optional<Located<T>> oneOf(Map<String, T> choices) {
        Optional<Scalar> scalar = scalar("one of " + String.join(", ", choices.keySet()));
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> chosen = Optional.ofNullable(choices.get(scalar.get().text()));
        if (chosen.isEmpty()) {
            diagnostics.report(
                    Severity.ERROR,
                    SpecCode.NOT_ONE_OF,
                    origin(),
                    name()
                            + " is "
                            + quoted(scalar.get())
                            + "; it can be "
                            + String.join(", ", choices.keySet()),
                    Spelling.hint(scalar.get().text(), choices.keySet()));
        }
        return chosen.map(this::at);
    }

    /// Reads a mapping with known keys, then reports the keys that the reading did not ask for.
    public <R> Optional<R> mapping(Function<Fields, R> reading) {
        if (!(node instanceof Mapping mapping)) {
            reportKind("a mapping");
            return Optional.empty();
        }
        Fields fields = new Fields(this, mapping);
        R result = reading.apply(fields);
        fields.reportUnknown();
        return Optional.of(result);
    }

    /// The entries of a mapping whose keys are the user's own.
    public List<Member> members() {
        if (!(node instanceof Mapping mapping)) {
            reportKind("a mapping");
            return List.of();
        }
        return mapping.entries().stream()
                .filter(entry -> !dialect.ignores(entry.key()))
                .map(entry ->
                        new Member(
                                new Located<>(entry.key(), entry.position()),
                                child("." + entry.key(), entry.value())))
                .toList();
    }

    /// One entry of a mapping whose keys are the user's own.
    public record Member(Located<String> key, Value value) {}

    /// The items of a list.
    public List<Value> items() {
        if (!(node instanceof Sequence sequence)) {
            reportKind("a list");
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(child("[" + items.size() + "]", item));
        }
        return items;
    }

    /// The items of a list, or the value itself where it can stand for a list of one.
    public List<Value> oneOrMore() {
        return isList() ? items() : List.of(this);
    }

    /// Says that the value is of the wrong kind.
    public void reportKind(String wanted) {
        error(SpecCode.WRONG_KIND, name() + " is " + node.kind() + "; it must be " + wanted);
    }

    public void error(Code code, String message) {
        diagnostics.error(code, origin(), message);
    }

    public void error(Code code, String message, String hint) {
        diagnostics.error(code, origin(), message, hint);
    }

    /// The path, or words for the root.
    public String name() {
        return path.isEmpty() ? "the file" : path;
    }

    public <T> Located<T> at(T value) {
        return new Located<>(value, origin());
    }

    Value child(String step, Node child) {
        String childPath = path.isEmpty() && step.startsWith(".") ? step.substring(1) : path + step;
        return new Value(child, childPath, dialect, diagnostics);
    }

    Dialect dialect() {
        return dialect;
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }

    private Optional<Scalar> scalar(String wanted) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar);
        }
        reportKind(wanted);
        return Optional.empty();
    }

    private void reportNoNumber(Scalar scalar) {
        boolean onlyQuotes =
                dialect.scalars()
                        .integer(new Scalar(scalar.position(), scalar.text(), Node.Style.PLAIN))
                        .isPresent();
        String message = name() + " is " + quoted(scalar) + ", which is not a whole number";
        if (onlyQuotes) {
            error(SpecCode.NOT_A_NUMBER, message, "leave the quotes out");
        } else {
            error(SpecCode.NOT_A_NUMBER, message);
        }
    }

    private Optional<Long> inRange(BigInteger number, long least, long most) {
        OptionalLong broken =
                number.compareTo(BigInteger.valueOf(least)) < 0
                        ? OptionalLong.of(least)
                        : number.compareTo(BigInteger.valueOf(most)) > 0
                                ? OptionalLong.of(most)
                                : OptionalLong.empty();
        if (broken.isEmpty()) {
            return Optional.of(number.longValue());
        }
        error(
                SpecCode.OUT_OF_RANGE,
                name()
                        + " is "
                        + number
                        + "; the "
                        + (broken.getAsLong() == least ? "least" : "most")
                        + " it can be is "
                        + broken.getAsLong());
        return Optional.empty();
    }

    private static String quoted(Scalar scalar) {
        String text = scalar.text().replaceAll("\\s+", " ");
        return '"' + (text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text) + '"';
    }
}
