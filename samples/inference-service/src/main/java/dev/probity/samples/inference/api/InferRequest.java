package dev.probity.samples.inference.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.probity.samples.inference.model.Signature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What is posted to `/v2/models/NAME/infer`.
final class InferRequest {
    private final Signature signature;
    private final Floats numbers;
    private final List<String> outputs = new ArrayList<>();
    private String id = "";
    private String input = "";
    private String type = "";
    private List<Long> shape = List.of();
    private int inputs;

    private InferRequest(Signature signature, int largestBatch) {
        this.signature = signature;
        numbers = new Floats(signature.elements() * (largestBatch + 1));
    }

    static InferRequest read(byte[] body, Signature signature, int largestBatch) throws Problem {
        InferRequest request = new InferRequest(signature, largestBatch);
        JsonInput.read(body, request::field);
        request.check();
        return request;
    }

    String id() {
        return id;
    }

    boolean wants(String output) {
        return outputs.isEmpty() || outputs.contains(output);
    }

    Predictions.Asked asked() {
        int count = numbers.length() / signature.elements();
        return new Predictions.Asked(numbers.batch(count), id);
    }

    private void field(String name, JsonParser parser) throws IOException, Problem {
        switch (name) {
            case "id" -> id = JsonInput.text(parser, name);
            case "inputs" -> each(parser, name, this::inputField, () -> inputs++);
            case "outputs" -> each(parser, name, this::outputField, () -> {});
            default -> OpenInference.skip(parser);
        }
    }

    private static void each(
            JsonParser parser, String field, JsonInput.Fields fields, Runnable begun)
            throws IOException, Problem {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Problem.malformed("\"" + field + "\" has to be an array of tensors");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Problem.malformed("\"" + field + "\" has to be an array of tensors");
            }
            begun.run();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.field(name, parser);
            }
        }
    }

    private void inputField(String name, JsonParser parser) throws IOException, Problem {
        switch (name) {
            case "name" -> input = JsonInput.text(parser, name);
            case "datatype" -> type = JsonInput.text(parser, name);
            case "shape" -> shape = OpenInference.shape(parser);
            case "data" -> numbers.addArray(parser, "inputs[0].data");
            default -> OpenInference.skip(parser);
        }
    }

    private void outputField(String name, JsonParser parser) throws IOException, Problem {
        if (name.equals("name")) {
            outputs.add(JsonInput.text(parser, name));
        } else {
            OpenInference.skip(parser);
        }
    }

    private void check() throws Problem {
        if (inputs != 1 || !input.equals(signature.input())) {
            throw Problem.malformed(
                    "there are %d inputs%s; the model takes one, \"%s\""
                            .formatted(
                                    inputs,
                                    input.isEmpty() ? "" : ", the last one \"" + input + "\"",
                                    signature.input()));
        }
        if (!type.equals("FP32")) {
            throw Problem.malformed("the datatype is \"" + type + "\"; the model takes FP32");
        }
        boolean fits =
                shape.size() == signature.shape().size() + 1
                        && shape.subList(1, shape.size()).equals(signature.shape())
                        && shape.getFirst() > 0;
        if (!fits) {
            throw Problem.malformed(
                    "the shape is %s; the model takes [N, %s"
                            .formatted(shape, signature.shape().toString().substring(1)));
        }
        long expected = shape.getFirst() * signature.elements();
        if (numbers.length() != expected) {
            throw Problem.malformed(
                    "\"data\" has %d numbers; the shape %s says %d"
                            .formatted(numbers.length(), shape, expected));
        }
        for (String output : outputs) {
            if (signature.outputs().stream().noneMatch(each -> each.name().equals(output))) {
                throw Problem.malformed(
                        "there is no output \"%s\"; there are %s"
                                .formatted(
                                        output,
                                        signature.outputs().stream()
                                                .map(Signature.Output::name)
                                                .toList()));
            }
        }
    }
}
