package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.SyntheticImages;
import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/// Predictions in all protocols, and what is said about requests that are not in order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictIT {
    private static final List<Image> HELD_OUT = Training.heldOut(500);

    private World world;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        world = new World(folder);
        int version = world.publish(PublishedModel.SECOND.bytes());
        world.registry().promote(World.MODEL, version, "Production");
        world.startAndWait();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private static List<Float> numbers(Image image) {
        List<Float> numbers = new ArrayList<>();
        for (float number : image.pixels()) {
            numbers.add(number);
        }
        return numbers;
    }

    @Test
    void classifiesPicturesThatTheModelHasNotSeen() throws Exception {
        int right = 0;
        for (Image image : HELD_OUT) {
            JsonNode body = World.json(world.predict(image));
            if (body.path("class").asInt(-1) == image.label()) {
                right++;
            }
        }
        // 0.99 and more when it was trained; a broken input order would give 0.1.
        assertThat((double) right / HELD_OUT.size()).isGreaterThan(0.95);
    }

    @Test
    void answersOnePictureWithItsClass() throws Exception {
        Image image = HELD_OUT.get(3);
        HttpResponse<String> response =
                world.post(
                        "/predict",
                        World.json(Map.of("data", numbers(image), "image_id", "picture-7")));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = World.json(response);
        assertThat(body.path("class").asInt()).isEqualTo(image.label());
        assertThat(body.path("label").asText())
                .isEqualTo(SyntheticImages.LABELS.get(image.label()));
        assertThat(body.path("confidence").asDouble()).isBetween(0.1, 1.0);
        assertThat(body.path("model_version").asText()).isEqualTo("1");
        assertThat(body.path("prediction_id").asText()).matches("[0-9a-f-]{36}");
        assertThat(body.path("inference_time_ms").asDouble()).isPositive();
    }

    @Test
    void answersABatchItemByItem() throws Exception {
        List<List<Float>> batch = HELD_OUT.subList(0, 32).stream().map(PredictIT::numbers).toList();
        JsonNode body = World.json(world.post("/predict/", World.json(Map.of("instances", batch))));
        assertThat(body.path("predictions")).hasSize(32);
        for (int item = 0; item < 32; item++) {
            JsonNode alone = World.json(world.predict(HELD_OUT.get(item)));
            JsonNode together = body.path("predictions").path(item);
            assertThat(together.path("class")).isEqualTo(alone.path("class"));
            assertThat(together.path("confidence").asDouble())
                    .isCloseTo(alone.path("confidence").asDouble(), offset(1e-4));
        }
    }

    @Test
    void takesPicturesAsPng() throws Exception {
        Image image = HELD_OUT.get(5);
        BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                int rgb = 0;
                for (int colour = 0; colour < 3; colour++) {
                    float shade = image.pixels()[(colour * 32 + y) * 32 + x];
                    rgb = (rgb << 8) | Math.round(shade * 255);
                }
                picture.setRGB(x, y, rgb);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "png", png)).isTrue();
        String base64 = Base64.getEncoder().encodeToString(png.toByteArray());
        JsonNode body =
                World.json(world.post("/predict", World.json(Map.of("image_base64", base64))));
        assertThat(body.path("class").asInt()).isEqualTo(image.label());
    }

    @ParameterizedTest(name = "{0} is answered {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                                   | 400 | the body is no JSON
                    [1, 2]                              | 400 | it has to be a JSON object
                    {}                                  | 400 | there is nothing to predict
                    {"data": [1, 2, 3]}                 | 400 | "data" has 3 numbers; a picture has 3072
                    {"data": ["a"]}                     | 400 | "data" has a string at number 0
                    {"data": 7}                         | 400 | "data" is a number
                    {"data": [1e39]}                    | 422 | number 0 is too large
                    {"data": [NaN]}                     | 400 | the body is no JSON
                    {"pixels": [1]}                     | 400 | there is no field "pixels"
                    {"instances": []}                   | 400 | "instances" is empty
                    {"instances": [[1], [2]]}           | 400 | instances[0] has 1 numbers
                    {"instances": [1]}                  | 400 | "instances[0]" is a number
                    {"image_base64": "@@"}              | 400 | neither a PNG nor a JPEG
                    {"image_base64": "AAAA"}            | 400 | neither a PNG nor a JPEG
                    {"data": [1], "instances": [[1]]}   | 400 | "data" has 1 numbers
                    {"data": [[[[[[[[[1]]]]]]]]]}       | 400 | nested deeper than 8
                    """)
    void saysWhatIsWrongWithARequest(String body, int status, String message) throws Exception {
        HttpResponse<String> response = world.post("/predict", body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(World.json(response).path("error").asText()).isEqualTo("invalid_input");
        assertThat(World.json(response).path("message").asText()).contains(message);
    }

    @Test
    void refusesWhatItDoesNotTake() throws Exception {
        HttpResponse<String> csv =
                world.post("/predict", "text/csv", HttpRequest.BodyPublishers.ofString("1,2"));
        assertThat(csv.statusCode()).isEqualTo(415);

        HttpResponse<String> huge =
                world.post(
                        "/predict",
                        "application/json",
                        HttpRequest.BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024]));
        assertThat(huge.statusCode()).isEqualTo(413);

        HttpResponse<String> asked = world.get("/predict");
        assertThat(asked.statusCode()).isEqualTo(405);
        assertThat(asked.headers().firstValue("Allow")).contains("POST");

        assertThat(world.get("/nowhere").statusCode()).isEqualTo(404);

        HttpResponse<String> half =
                world.post(
                        "/predict",
                        "application/octet-stream",
                        HttpRequest.BodyPublishers.ofByteArray(new byte[100]));
        assertThat(World.json(half).path("message").asText()).contains("100 bytes", "12288");

        byte[] infinite = World.raw(HELD_OUT.getFirst().pixels());
        infinite[3] = 0x7f;
        infinite[2] = (byte) 0x80;
        infinite[1] = 0;
        infinite[0] = 0;
        HttpResponse<String> notFinite =
                world.post(
                        "/predict",
                        "application/octet-stream",
                        HttpRequest.BodyPublishers.ofByteArray(infinite));
        assertThat(notFinite.statusCode()).isEqualTo(422);

        List<List<Float>> batch = new ArrayList<>();
        for (int item = 0; item < 33; item++) {
            batch.add(numbers(HELD_OUT.get(item)));
        }
        HttpResponse<String> large = world.post("/predict", World.json(Map.of("instances", batch)));
        assertThat(large.statusCode()).isEqualTo(400);
        assertThat(World.json(large).path("message").asText()).contains("33 items; at most 32");
    }

    @Test
    void speaksTheOpenInferenceProtocol() throws Exception {
        JsonNode server = World.json(world.get("/v2"));
        assertThat(server.path("name").asText()).isEqualTo("inference-service");
        assertThat(server.has("extensions")).isTrue();

        JsonNode metadata = World.json(world.get("/v2/models/cifar10-model"));
        assertThat(metadata.path("platform").asText()).isEqualTo("onnx_onnxv1");
        assertThat(metadata.path("versions").path(0).asText()).isEqualTo("1");
        assertThat(metadata.path("inputs").path(0).path("shape").toString())
                .isEqualTo("[-1,3,32,32]");
        assertThat(metadata.path("outputs").findValuesAsText("name"))
                .containsExactlyInAnyOrder("logits", "probabilities");

        Image first = HELD_OUT.get(1);
        Image second = HELD_OUT.get(2);
        List<List<Float>> nested = List.of(numbers(first), numbers(second));
        Map<String, Object> input =
                Map.of(
                        "name",
                        "image",
                        "datatype",
                        "FP32",
                        "shape",
                        List.of(2, 3, 32, 32),
                        "data",
                        nested);
        Map<String, Object> request =
                Map.of(
                        "id", "call-1",
                        "parameters", Map.of("any", "thing"),
                        "inputs", List.of(input),
                        "outputs", List.of(Map.of("name", "probabilities")));
        for (String path : List.of("", "/versions/1")) {
            HttpResponse<String> response =
                    world.post("/v2/models/cifar10-model" + path + "/infer", World.json(request));
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode body = World.json(response);
            assertThat(body.path("id").asText()).isEqualTo("call-1");
            assertThat(body.path("model_name").asText()).isEqualTo("cifar10-model");
            assertThat(body.path("model_version").asText()).isEqualTo("1");
            assertThat(body.path("outputs")).hasSize(1);
            JsonNode output = body.path("outputs").path(0);
            assertThat(output.path("datatype").asText()).isEqualTo("FP32");
            assertThat(output.path("shape").toString()).isEqualTo("[2,10]");
            assertThat(output.path("data").path(first.label()).asDouble()).isGreaterThan(0.5);
            assertThat(output.path("data").path(10 + second.label()).asDouble()).isGreaterThan(0.5);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    cifar10-model | {"inputs": []}                                        | 400 | there are 0 inputs
                    cifar10-model | {"inputs": [{"name": "x", "datatype": "FP32"}]}       | 400 | the last one "x"
                    cifar10-model | {"inputs": [{"name": "image", "datatype": "INT64"}]}  | 400 | the model takes FP32
                    cifar10-model | {"inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 2], "data": [1, 2]}]} | 400 | the model takes [N, 3, 32, 32]
                    cifar10-model | {"inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 3, 32, 32], "data": [1, 2]}]} | 400 | says 3072
                    cifar10-model/versions/9 | {}                                         | 404 | version 9
                    other         | {}                                                    | 404 | no model "other"
                    """)
    void refusesInTheProtocolsOwnWords(String model, String body, int status, String message)
            throws Exception {
        HttpResponse<String> response = world.post("/v2/models/" + model + "/infer", body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(World.json(response).path("error").asText()).contains(message);
    }

    @Test
    void answersAsMlflowsOwnServerDoes() throws Exception {
        Image image = HELD_OUT.get(4);
        List<Map<String, Object>> requests =
                List.of(
                        Map.of("inputs", List.of(numbers(image))),
                        Map.of("instances", List.of(numbers(image)), "params", Map.of()),
                        Map.of("dataframe_split", Map.of("data", List.of(numbers(image)))));
        for (Map<String, Object> request : requests) {
            HttpResponse<String> response =
                    world.send(
                            HttpRequest.newBuilder(world.uri("/invocations"))
                                    .header("Content-Type", "application/json; charset=utf-8")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    World.json(request))));
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode shares = World.json(response).path("predictions").path("probabilities");
            assertThat(shares.path(0).path(image.label()).asDouble()).isGreaterThan(0.5);
        }
        HttpResponse<String> both =
                world.post("/invocations", "{\"inputs\": [], \"instances\": []}");
        assertThat(both.statusCode()).isEqualTo(400);
        assertThat(World.json(both).path("error_code").asText()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void saysWhichModelItServes() throws Exception {
        JsonNode model = World.json(world.get("/model"));
        assertThat(model.path("name").asText()).isEqualTo("cifar10-model");
        assertThat(model.path("version").asText()).isEqualTo("1");
        assertThat(model.path("stage").asText()).isEqualTo("Production");
        assertThat(model.path("wanted").asText()).isEqualTo("models:/cifar10-model/Production");
        assertThat(model.path("sha256").asText()).hasSize(64);
        assertThat(model.path("labels")).hasSize(10);
        JsonNode about = World.json(world.get("/"));
        assertThat(about.path("instance").asText()).isEqualTo("inference-service");
        assertThat(about.path("version").asText()).isEqualTo("1");
    }

    @Test
    void letsNobodyReloadWithoutAToken() throws Exception {
        assertThat(world.post("/model/reload", "").statusCode()).isEqualTo(403);
    }
}
