package dev.probity.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Values that hold others. An absent one is left out by the record that has it.
final class ContainerShapes {
    private ContainerShapes() {}

    record Optionals(Shape<Object> of) implements Shape<Optional<?>> {
        @Override
        public void write(Optional<?> value, JsonGenerator out) throws IOException {
            of.write(value.orElseThrow(), out);
        }

        @Override
        public Optional<?> read(JsonParser in) throws IOException {
            return Optional.of(of.read(in));
        }
    }

    static final class OptionalInts implements Shape<OptionalInt> {
        @Override
        public void write(OptionalInt value, JsonGenerator out) throws IOException {
            out.writeNumber(value.orElseThrow());
        }

        @Override
        public OptionalInt read(JsonParser in) throws IOException {
            return OptionalInt.of(in.getIntValue());
        }
    }

    static final class OptionalLongs implements Shape<OptionalLong> {
        @Override
        public void write(OptionalLong value, JsonGenerator out) throws IOException {
            out.writeNumber(value.orElseThrow());
        }

        @Override
        public OptionalLong read(JsonParser in) throws IOException {
            return OptionalLong.of(in.getLongValue());
        }
    }

    record Lists(Shape<Object> of) implements Shape<List<?>> {
        @Override
        public void write(List<?> values, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (Object value : values) {
                of.write(value, out);
            }
            out.writeEndArray();
        }

        @Override
        public List<?> read(JsonParser in) throws IOException {
            Tokens.expect(in, JsonToken.START_ARRAY);
            List<Object> values = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                values.add(of.read(in));
            }
            return List.copyOf(values);
        }
    }

    /// A list of pairs, in the map's own order: keys are seldom plain text here.
    record Maps(Shape<Object> keys, Shape<Object> values) implements Shape<Map<?, ?>> {
        @Override
        public void write(Map<?, ?> map, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeStartArray();
                keys.write(entry.getKey(), out);
                values.write(entry.getValue(), out);
                out.writeEndArray();
            }
            out.writeEndArray();
        }

        @Override
        public Map<?, ?> read(JsonParser in) throws IOException {
            Tokens.expect(in, JsonToken.START_ARRAY);
            Map<Object, Object> map = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                Tokens.expect(in, JsonToken.START_ARRAY);
                in.nextToken();
                Object key = keys.read(in);
                in.nextToken();
                map.put(key, values.read(in));
                Tokens.next(in, JsonToken.END_ARRAY);
            }
            return map;
        }
    }
}
