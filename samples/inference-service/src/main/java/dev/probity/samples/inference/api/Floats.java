package dev.probity.samples.inference.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.probity.samples.inference.model.Batch;

import java.io.IOException;
import java.util.Arrays;

/// Numbers as they come in, of any nesting, in one row.
final class Floats {
    private static final int DEEPEST = 8;

    private final int most;
    private float[] numbers = new float[4_096];
    private int length;

    /// @param most more than these are refused
    Floats(int most) {
        this.most = most;
    }

    int length() {
        return length;
    }

    void add(float number) throws Problem {
        if (!Float.isFinite(number)) {
            throw new Problem(
                    422, "invalid_input", "number " + length + " is too large for a 32-bit float");
        }
        if (length == most) {
            throw Problem.malformed("there are more than " + most + " numbers");
        }
        if (length == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * length);
        }
        numbers[length++] = number;
    }

    /// Reads an array, however it is nested, from its opening bracket to its closing one.
    void addArray(JsonParser parser, String field) throws IOException, Problem {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Problem.malformed(
                    "\"%s\" is %s; it has to be an array of numbers"
                            .formatted(field, JsonInput.word(parser.currentToken())));
        }
        int depth = 1;
        while (depth > 0) {
            switch (parser.nextToken()) {
                case START_ARRAY -> {
                    depth++;
                    if (depth > DEEPEST) {
                        throw Problem.malformed(
                                "\"" + field + "\" is nested deeper than " + DEEPEST);
                    }
                }
                case END_ARRAY -> depth--;
                case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> add(parser.getFloatValue());
                case null -> throw Problem.malformed("\"" + field + "\" does not end");
                default ->
                        throw Problem.malformed(
                                "\"%s\" has %s at number %d; it holds numbers only"
                                        .formatted(
                                                field,
                                                JsonInput.word(parser.currentToken()),
                                                length));
            }
        }
    }

    Batch batch(int count) {
        return Batch.of(numbers, length, count);
    }
}
