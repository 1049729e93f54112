package dev.probity.journal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// The shapes of all types that the house's records are made of. The records themselves are the
/// format: a new variant or component needs no line here.
final class Shapes {
    private final Map<Type, Shape<?>> known = new ConcurrentHashMap<>();

    Shape<Object> of(Type type) {
        Shape<?> shape = known.get(type);
        if (shape == null) {
            shape = make(type);
            known.put(type, shape);
        }
        @SuppressWarnings(
                "unchecked") // a shape is only ever given values of the type it is kept by
        Shape<Object> typed = (Shape<Object>) shape;
        return typed;
    }

    private Shape<?> make(Type type) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic);
            case Class<?> raw -> plain(raw);
            default -> throw new IllegalArgumentException(type + " has no shape in JSON");
        };
    }

    private Shape<?> generic(ParameterizedType type) {
        Type first = type.getActualTypeArguments()[0];
        Type raw = type.getRawType();
        if (raw == Optional.class) {
            return new ContainerShapes.Optionals(of(first));
        }
        if (raw == List.class) {
            return new ContainerShapes.Lists(of(first));
        }
        if (raw == Map.class) {
            return new ContainerShapes.Maps(of(first), of(type.getActualTypeArguments()[1]));
        }
        throw new IllegalArgumentException(type + " has no shape in JSON");
    }

    private Shape<?> plain(Class<?> type) {
        if (type.isRecord()) {
            return new RecordShape<>(type, this);
        }
        if (type.isSealed()) {
            return new VariantShape<>(type, this);
        }
        if (type == OptionalInt.class) {
            return new ContainerShapes.OptionalInts();
        }
        if (type == OptionalLong.class) {
            return new ContainerShapes.OptionalLongs();
        }
        return ScalarShapes.of(type)
                .orElseThrow(() -> new IllegalArgumentException(type + " has no shape in JSON"));
    }
}
