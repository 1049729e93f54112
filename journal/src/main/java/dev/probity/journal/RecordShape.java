package dev.probity.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A record is an object of its components, in their order. Absent ones are left out.
final class RecordShape<T> implements Shape<T> {
    private final Constructor<T> constructor;
    private final List<Field> fields;

    RecordShape(Class<T> type, Shapes shapes) {
        RecordComponent[] components = type.getRecordComponents();
        constructor = canonical(type, components);
        fields =
                IntStream.range(0, components.length)
                        .mapToObj(index -> Field.of(components[index], index, shapes))
                        .toList();
    }

    @Override
    public void write(T value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Field field : fields) {
            Object component = call(() -> field.accessor().invoke(value));
            if (!Absence.isAbsent(component)) {
                out.writeFieldName(field.name());
                field.shape().write(component, out);
            }
        }
        out.writeEndObject();
    }

    @Override
    public T read(JsonParser in) throws IOException {
        Tokens.expect(in, JsonToken.START_OBJECT);
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            Field field = field(in.currentName(), in);
            in.nextToken();
            values[field.index()] = field.shape().read(in);
        }
        for (Field field : fields) {
            if (values[field.index()] == null) {
                values[field.index()] = absent(field, in);
            }
        }
        return call(() -> constructor.newInstance(values));
    }

    private Field field(String name, JsonParser in) throws IOException {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        throw Tokens.unreadable(in, owner() + " has no \"" + name + "\"");
    }

    private Object absent(Field field, JsonParser in) throws IOException {
        Object nothing = Absence.of(field.type());
        if (nothing == null) {
            throw Tokens.unreadable(in, owner() + " lacks \"" + field.name() + "\"");
        }
        return nothing;
    }

    private String owner() {
        return constructor.getDeclaringClass().getSimpleName();
    }

    private static <T> Constructor<T> canonical(Class<T> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(parameters);
            constructor.trySetAccessible();
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has its canonical constructor", e);
        }
    }

    private static <R> R call(Reflection<R> reflection) throws IOException {
        try {
            return reflection.call();
        } catch (InvocationTargetException e) {
            throw new IOException("a record refused its values: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    @FunctionalInterface
    private interface Reflection<R> {
        R call() throws ReflectiveOperationException;
    }

    private record Field(
            String name, int index, Class<?> type, Method accessor, Shape<Object> shape) {
        static Field of(RecordComponent component, int index, Shapes shapes) {
            Method accessor = component.getAccessor();
            accessor.trySetAccessible();
            return new Field(
                    component.getName(),
                    index,
                    component.getType(),
                    accessor,
                    shapes.of(component.getGenericType()));
        }
    }
}
