package dev.probity.journal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Makes a value of any type that the house's records are made of: all of it there, or as little as
/// there can be.
record Examples(boolean full) {

    Object of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic);
            case Class<?> raw -> plain(raw);
            default -> throw new IllegalArgumentException("no example of " + type);
        };
    }

    private Object generic(ParameterizedType type) {
        Type first = type.getActualTypeArguments()[0];
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return full ? Optional.of(of(first)) : Optional.empty();
        }
        if (raw == List.class) {
            // At least one: a command without a program is refused.
            return full ? List.of(of(first), of(first)) : List.of(of(first));
        }
        if (raw == Map.class) {
            return full ? Map.of(of(first), of(type.getActualTypeArguments()[1])) : Map.of();
        }
        throw new IllegalArgumentException("no example of " + type);
    }

    private Object plain(Class<?> type) {
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isSealed()) {
            List<Class<?>> variants = VariantShape.records(type).toList();
            return of(full ? variants.getFirst() : variants.getLast());
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[full ? constants.length - 1 : 0];
        }
        return scalar(type);
    }

    private Object scalar(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> full ? "a \"quoted\"\nline, ünïcode \uD83D\uDE00, \u0000" : "";
            case "long", "Long" -> full ? Long.MAX_VALUE : -1L;
            case "int", "Integer" -> full ? Integer.MAX_VALUE : -1;
            case "boolean", "Boolean" -> full;
            case "double", "Double" -> full ? 0.1 : 0.0;
            case "Duration" -> full ? Duration.ofSeconds(1, 1) : Duration.ofSeconds(1);
            case "Instant" -> full ? Instant.ofEpochSecond(1_792_000_000L, 1) : Instant.EPOCH;
            case "Path" -> Path.of(full ? "/somewhere/else" : "/");
            case "OptionalInt" -> full ? OptionalInt.of(7) : OptionalInt.empty();
            case "OptionalLong" -> full ? OptionalLong.of(7) : OptionalLong.empty();
            default -> throw new IllegalArgumentException("no example of " + type);
        };
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components).map(part -> of(part.getGenericType())).toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.trySetAccessible();
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no example of " + type, e);
        }
    }
}
