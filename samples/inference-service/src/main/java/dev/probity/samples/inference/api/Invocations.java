package dev.probity.samples.inference.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.probity.samples.inference.model.Signature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `POST /invocations`, as MLflow's own scoring server has it: `inputs`, `instances` or
/// `dataframe_split` in, a map of the model's outputs back.
final class Invocations {
    private final Predictions predictions;

    Invocations(Predictions predictions) {
        this.predictions = predictions;
    }

    Map<String, Object> answer(Call call) throws IOException, Problem, InterruptedException {
        if (!call.contentType().equals("application/json")) {
            throw new Problem(
                    415,
                    "invalid_input",
                    "the content type is \""
                            + call.contentType()
                            + "\"; this service takes application/json");
        }
        byte[] body = call.body();
        return predictions.answer(
                signature -> read(body, signature),
                answered -> Map.of("predictions", outputs(answered)));
    }

    private Predictions.Asked read(byte[] body, Signature signature) throws Problem {
        Floats numbers = new Floats(signature.elements() * (predictions.largestBatch() + 1));
        List<String> sources = new ArrayList<>();
        int[] count = new int[1];
        JsonInput.read(
                body,
                (name, parser) -> {
                    switch (name) {
                        case "inputs", "instances" -> {
                            sources.add(name);
                            count[0] = Predict.instances(parser, name, signature, numbers);
                        }
                        case "dataframe_split" -> {
                            sources.add(name);
                            count[0] = frame(parser, signature, numbers);
                        }
                        case "dataframe_records" ->
                                throw Problem.malformed(
                                        "dataframe_records are not read here; send inputs,"
                                                + " instances or dataframe_split");
                        case "params" -> parser.skipChildren();
                        default -> throw Problem.malformed("there is no field \"" + name + "\"");
                    }
                });
        if (sources.size() != 1) {
            throw Problem.malformed(
                    "there has to be exactly one of inputs, instances and dataframe_split; there"
                            + " is "
                            + (sources.isEmpty() ? "none" : String.join(" and ", sources)));
        }
        return new Predictions.Asked(numbers.batch(count[0]), "");
    }

    private static int frame(JsonParser parser, Signature signature, Floats numbers)
            throws IOException, Problem {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Problem.malformed("\"dataframe_split\" has to be an object");
        }
        int count = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("data")) {
                count = Predict.instances(parser, "dataframe_split.data", signature, numbers);
            } else {
                parser.skipChildren();
            }
        }
        if (count == 0) {
            throw Problem.malformed("\"dataframe_split\" has no data");
        }
        return count;
    }

    private static Map<String, Object> outputs(Predictions.Answered answered) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (Signature.Output output : answered.model().signature().outputs()) {
            float[] all = answered.answer().scores().output(output.name());
            List<float[]> rows = new ArrayList<>();
            for (int from = 0; from < all.length; from += output.width()) {
                rows.add(Arrays.copyOfRange(all, from, from + output.width()));
            }
            outputs.put(output.name(), rows);
        }
        return outputs;
    }
}
