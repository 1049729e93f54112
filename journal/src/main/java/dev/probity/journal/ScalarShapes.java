package dev.probity.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Values that are one JSON token.
final class ScalarShapes {
    private static final Shape<Long> LONG =
            of(JsonGenerator::writeNumber, JsonParser::getLongValue);
    private static final Shape<Integer> INT =
            of(JsonGenerator::writeNumber, JsonParser::getIntValue);
    private static final Shape<Boolean> BOOLEAN =
            of(JsonGenerator::writeBoolean, JsonParser::getBooleanValue);
    private static final Shape<Double> DOUBLE =
            of(JsonGenerator::writeNumber, JsonParser::getDoubleValue);

    private static final Map<Class<?>, Shape<?>> KNOWN =
            Map.ofEntries(
                    Map.entry(String.class, of(JsonGenerator::writeString, JsonParser::getText)),
                    Map.entry(long.class, LONG),
                    Map.entry(Long.class, LONG),
                    Map.entry(int.class, INT),
                    Map.entry(Integer.class, INT),
                    Map.entry(boolean.class, BOOLEAN),
                    Map.entry(Boolean.class, BOOLEAN),
                    Map.entry(double.class, DOUBLE),
                    Map.entry(Double.class, DOUBLE),
                    Map.entry(Duration.class, text(Duration::parse)),
                    Map.entry(Instant.class, text(Instant::parse)),
                    Map.entry(Path.class, text(Path::of)));

    private ScalarShapes() {}

    static Optional<Shape<?>> of(Class<?> type) {
        return type.isEnum() ? Optional.of(constants(type)) : Optional.ofNullable(KNOWN.get(type));
    }

    private static Shape<?> constants(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return new Shape<Enum<?>>() {
            @Override
            public void write(Enum<?> value, JsonGenerator out) throws IOException {
                out.writeString(value.name());
            }

            @Override
            public Enum<?> read(JsonParser in) throws IOException {
                for (Object constant : constants) {
                    if (constant instanceof Enum<?> value && value.name().equals(in.getText())) {
                        return value;
                    }
                }
                throw Tokens.unreadable(
                        in, "no " + type.getSimpleName() + " is called \"" + in.getText() + "\"");
            }
        };
    }

    /// For types whose text says everything.
    private static <T> Shape<T> text(Function<String, T> parse) {
        return of((out, value) -> out.writeString(value.toString()), in -> parsed(in, parse));
    }

    private static <T> T parsed(JsonParser in, Function<String, T> parse) throws IOException {
        try {
            return parse.apply(in.getText());
        } catch (RuntimeException e) {
            throw Tokens.unreadable(in, "\"" + in.getText() + "\": " + e.getMessage());
        }
    }

    private static <T> Shape<T> of(Writer<T> writer, Reader<T> reader) {
        return new Shape<>() {
            @Override
            public void write(T value, JsonGenerator out) throws IOException {
                writer.write(out, value);
            }

            @Override
            public T read(JsonParser in) throws IOException {
                return reader.read(in);
            }
        };
    }

    @FunctionalInterface
    private interface Writer<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonParser in) throws IOException;
    }
}
