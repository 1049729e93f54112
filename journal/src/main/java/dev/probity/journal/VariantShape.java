package dev.probity.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A value of a sealed interface is an object of one member: the record's name, and the record.
final class VariantShape<T> implements Shape<T> {
    private final Map<String, Class<?>> variants = new LinkedHashMap<>();
    private final Shapes shapes;
    private final String name;

    VariantShape(Class<T> sealed, Shapes shapes) {
        this.shapes = shapes;
        name = sealed.getSimpleName();
        records(sealed).forEach(this::add);
    }

    private void add(Class<?> variant) {
        Class<?> earlier = variants.put(variant.getSimpleName(), variant);
        if (earlier != null) {
            throw new IllegalArgumentException(
                    earlier + " and " + variant + " would be written under one name");
        }
    }

    /// The records at the leaves, in the order of their declaration.
    static Stream<Class<?>> records(Class<?> sealed) {
        return sealed.isSealed()
                ? Stream.of(sealed.getPermittedSubclasses()).flatMap(VariantShape::records)
                : Stream.of(sealed);
    }

    @Override
    public void write(T value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeFieldName(value.getClass().getSimpleName());
        shapes.of(value.getClass()).write(value, out);
        out.writeEndObject();
    }

    @Override
    public T read(JsonParser in) throws IOException {
        Tokens.expect(in, JsonToken.START_OBJECT);
        Tokens.next(in, JsonToken.FIELD_NAME);
        Class<?> variant = variants.get(in.currentName());
        if (variant == null) {
            throw Tokens.unreadable(in, "no " + name + " is called \"" + in.currentName() + "\"");
        }
        in.nextToken();
        @SuppressWarnings("unchecked") // the map holds permitted subclasses of T only
        T value = (T) shapes.of(variant).read(in);
        Tokens.next(in, JsonToken.END_OBJECT);
        return value;
    }
}
