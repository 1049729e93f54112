package dev.probity.samples.inference.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.probity.samples.inference.model.ServedModel;
import dev.probity.samples.inference.model.Signature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Open Inference Protocol, version 2, over REST: `/v2/models/NAME/infer` and what belongs to
/// it.
final class OpenInference {
    private static final Pattern MODEL =
            Pattern.compile("/v2/models/([^/]+)(?:/versions/([^/]+))?(?:/(ready|infer))?");
    private static final String TYPE = "FP32";

    private final Predictions predictions;

    OpenInference(Predictions predictions) {
        this.predictions = predictions;
    }

    /// @return whether the path is one of the protocol's
    boolean answers(Call call) throws IOException, Problem, InterruptedException {
        if (call.path().equals("/v2")) {
            call.json(
                    200,
                    Map.of("name", "inference-service", "version", "1", "extensions", List.of()));
            return true;
        }
        Matcher path = MODEL.matcher(call.path());
        if (!path.matches()) {
            return false;
        }
        requireServed(group(path, 1), group(path, 2));
        String what = group(path, 3);
        switch (what) {
            case "ready" -> ready(call, group(path, 1));
            case "infer" -> {
                Api.require(call, "POST");
                call.json(200, infer(call.body()));
            }
            default -> call.json(200, metadata());
        }
        return true;
    }

    private static String group(Matcher path, int number) {
        String group = path.group(number);
        return group == null ? "" : group;
    }

    /// Before a model is there, any name may become right.
    private void requireServed(String name, String version) throws Problem {
        ServedModel model = predictions.slot().peek().orElse(null);
        if (model == null) {
            return;
        }
        String number = model.version().version();
        if (!model.version().name().equals(name)) {
            throw Problem.notFound(
                    "there is no model \"%s\"; there is \"%s\""
                            .formatted(name, model.version().name()));
        }
        if (!version.isEmpty() && !version.equals(number)) {
            throw Problem.notFound(
                    "version %s of \"%s\" is not served; version %s is"
                            .formatted(version, name, number));
        }
    }

    private void ready(Call call, String name) throws IOException {
        boolean ready = predictions.slot().peek().isPresent();
        call.json(ready ? 200 : 503, Map.of("name", name, "ready", ready));
    }

    private Map<String, Object> metadata() throws Problem {
        ServedModel model =
                predictions.slot().peek().orElseThrow(() -> Problem.notReady("model_not_loaded"));
        Signature signature = model.signature();
        List<Map<String, Object>> outputs = new ArrayList<>();
        for (Signature.Output output : signature.outputs()) {
            outputs.add(tensor(output.name(), List.of(-1L, (long) output.width())));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", model.version().name());
        body.put("versions", List.of(model.version().version()));
        body.put("platform", "onnx_onnxv1");
        body.put("inputs", List.of(tensor(signature.input(), batched(-1, signature))));
        body.put("outputs", outputs);
        return body;
    }

    private static List<Long> batched(long count, Signature signature) {
        List<Long> shape = new ArrayList<>();
        shape.add(count);
        shape.addAll(signature.shape());
        return shape;
    }

    private static Map<String, Object> tensor(String name, List<Long> shape) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("name", name);
        tensor.put("datatype", TYPE);
        tensor.put("shape", shape);
        return tensor;
    }

    private Map<String, Object> infer(byte[] body) throws Problem, InterruptedException {
        InferRequest[] request = new InferRequest[1];
        return predictions.answer(
                signature -> {
                    request[0] = InferRequest.read(body, signature, predictions.largestBatch());
                    return request[0].asked();
                },
                answered -> inferred(request[0], answered));
    }

    private static Map<String, Object> inferred(
            InferRequest request, Predictions.Answered answered) {
        int count = answered.answer().scores().count();
        List<Map<String, Object>> outputs = new ArrayList<>();
        for (Signature.Output output : answered.model().signature().outputs()) {
            if (request.wants(output.name())) {
                Map<String, Object> tensor =
                        tensor(output.name(), List.of((long) count, (long) output.width()));
                tensor.put("data", answered.answer().scores().output(output.name()));
                outputs.add(tensor);
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("model_name", answered.model().version().name());
        answer.put("model_version", answered.model().version().version());
        answer.put(
                "id",
                request.id().isEmpty()
                        ? answered.answer().predictions().getFirst().id()
                        : request.id());
        answer.put("outputs", outputs);
        return answer;
    }

    /// Skips what the protocol allows and this service has no use for.
    static void skip(JsonParser parser) throws IOException {
        parser.skipChildren();
    }

    static List<Long> shape(JsonParser parser) throws IOException, Problem {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Problem.malformed("\"shape\" has to be an array of numbers");
        }
        List<Long> shape = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw Problem.malformed("\"shape\" has to be an array of whole numbers");
            }
            shape.add(parser.getLongValue());
        }
        return shape;
    }
}
