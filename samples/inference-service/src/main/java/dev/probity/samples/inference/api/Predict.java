package dev.probity.samples.inference.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.probity.samples.inference.model.Signature;
import dev.probity.samples.inference.upload.Prediction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `POST /predict`: one picture or several, as numbers, as PNG or JPEG, or as raw floats.
final class Predict {
    private final Predictions predictions;

    Predict(Predictions predictions) {
        this.predictions = predictions;
    }

    Map<String, Object> answer(String contentType, byte[] body)
            throws Problem, InterruptedException {
        boolean[] single = new boolean[1];
        return predictions.answer(
                signature -> {
                    Read read = read(contentType, body, signature);
                    single[0] = read.single();
                    return read.asked();
                },
                answered -> single[0] ? one(answered) : all(answered));
    }

    /// @param single whether the answer is one object, and not a list
    private record Read(Predictions.Asked asked, boolean single) {}

    private Read read(String contentType, byte[] body, Signature signature) throws Problem {
        return switch (contentType) {
            case "application/json", "" -> json(body, signature);
            case "application/octet-stream" -> raw(body, signature);
            default ->
                    throw new Problem(
                            415,
                            "invalid_input",
                            "the content type is "
                                    + contentType
                                    + "; it can be application/json or application/octet-stream");
        };
    }

    private Read json(byte[] body, Signature signature) throws Problem {
        Fields fields = new Fields(signature, predictions.largestBatch());
        JsonInput.read(body, fields);
        return fields.read();
    }

    private static Read raw(byte[] body, Signature signature) throws Problem {
        int size = signature.elements() * Float.BYTES;
        if (body.length == 0 || body.length % size != 0) {
            throw Problem.malformed(
                    "the body has %d bytes; a picture has %d (%d little-endian 32-bit floats)"
                            .formatted(body.length, size, signature.elements()));
        }
        Floats numbers = new Floats(body.length / Float.BYTES);
        ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            numbers.add(in.getFloat());
        }
        int count = body.length / size;
        return new Read(new Predictions.Asked(numbers.batch(count), ""), count == 1);
    }

    /// The fields of a request in JSON, as they come.
    private static final class Fields implements JsonInput.Fields {
        private final Signature signature;
        private final Floats numbers;
        private String source = "";
        private String imageId = "";
        private int count;

        Fields(Signature signature, int largestBatch) {
            this.signature = signature;
            // One item more than is taken, so that the message can be about the batch.
            numbers = new Floats(signature.elements() * (largestBatch + 1));
        }

        @Override
        public void field(String name, JsonParser parser) throws IOException, Problem {
            switch (name) {
                case "data" -> {
                    only(name);
                    numbers.addArray(parser, name);
                    requireItem("\"data\"", numbers.length());
                    count = 1;
                }
                case "instances" -> {
                    only(name);
                    count = instances(parser, name, signature, numbers);
                }
                case "image_base64" -> {
                    only(name);
                    Pictures.add(JsonInput.text(parser, name), signature, numbers);
                    count = 1;
                }
                case "image_id" -> imageId = JsonInput.text(parser, name);
                default ->
                        throw Problem.malformed(
                                "there is no field \""
                                        + name
                                        + "\"; there are data, instances, image_base64 and"
                                        + " image_id");
            }
        }

        private void only(String name) throws Problem {
            if (!source.isEmpty()) {
                throw Problem.malformed(
                        "there is \"%s\" and \"%s\"; one of them says what to predict"
                                .formatted(source, name));
            }
            source = name;
        }

        private void requireItem(String what, int length) throws Problem {
            if (length != signature.elements()) {
                throw Problem.malformed(
                        "%s has %d numbers; a picture has %d, of the shape %s"
                                .formatted(what, length, signature.elements(), signature.shape()));
            }
        }

        Read read() throws Problem {
            if (source.isEmpty()) {
                throw Problem.malformed(
                        "there is nothing to predict: give data, instances or image_base64");
            }
            return new Read(
                    new Predictions.Asked(numbers.batch(count), imageId),
                    !source.equals("instances"));
        }
    }

    /// An array of items, each an array of its own.
    ///
    /// @return how many
    static int instances(JsonParser parser, String field, Signature signature, Floats numbers)
            throws IOException, Problem {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Problem.malformed(
                    "\"" + field + "\" has to be an array with an array for each item");
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int before = numbers.length();
            String what = field + "[" + count + "]";
            numbers.addArray(parser, what);
            if (numbers.length() - before != signature.elements()) {
                throw Problem.malformed(
                        "%s has %d numbers; an item has %d, of the shape %s"
                                .formatted(
                                        what,
                                        numbers.length() - before,
                                        signature.elements(),
                                        signature.shape()));
            }
            count++;
        }
        if (count == 0) {
            throw Problem.malformed("\"" + field + "\" is empty");
        }
        return count;
    }

    private static Map<String, Object> one(Predictions.Answered answered) {
        Prediction prediction = answered.answer().predictions().getFirst();
        Map<String, Object> fields = fields(prediction);
        fields.put("model_version", prediction.version());
        fields.put("prediction_id", prediction.id());
        fields.put("inference_time_ms", prediction.millis());
        return fields;
    }

    private static Map<String, Object> all(Predictions.Answered answered) {
        Map<String, Object> body = new LinkedHashMap<>();
        List<Map<String, Object>> each =
                answered.answer().predictions().stream()
                        .map(prediction -> {
                            Map<String, Object> fields = fields(prediction);
                            fields.put("prediction_id", prediction.id());
                            return fields;
                        })
                        .toList();
        body.put("predictions", each);
        body.put("model_version", answered.model().version().version());
        body.put("inference_time_ms", Math.round(answered.answer().millis() * 1e3) / 1e3);
        return body;
    }

    private static Map<String, Object> fields(Prediction prediction) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("class", prediction.place());
        fields.put("label", prediction.label());
        fields.put("confidence", prediction.confidence());
        return fields;
    }
}
