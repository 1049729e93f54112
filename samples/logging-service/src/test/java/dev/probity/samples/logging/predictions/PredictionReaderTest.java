package dev.probity.samples.logging.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probity.samples.logging.Bodies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class PredictionReaderTest {
    private final PredictionReader reader = new PredictionReader(new Defects(Set.of("truck"), 0.5));

    private List<Prediction> read(String body) throws Refusal {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    /// A whole prediction in which one piece of text is replaced.
    private static String with(String old, String replacement) {
        String body = Bodies.prediction("p");
        assertThat(body).contains(old);
        return body.replace(old, replacement);
    }

    @Test
    void readsAPredictionAndABatch() throws Refusal {
        Prediction one = read(Bodies.prediction("p", true)).get(0);
        assertThat(one)
                .isEqualTo(
                        new Prediction(
                                "p",
                                "image-p",
                                1764142657.25,
                                "3",
                                "cifar10-model",
                                1.5,
                                true,
                                "[0.9,0.1]",
                                "[{\"class\":\"truck\",\"confidence\":0.9,\"bbox\":[0,0,32,32]}]",
                                Optional.empty(),
                                Optional.empty()));
        assertThat(read(Bodies.batch("b", 3)))
                .extracting(Prediction::id)
                .containsExactly("b0", "b1", "b2");
    }

    @Test
    void takesTheDeviceOfTheBatchWhereAPredictionHasNone() throws Refusal {
        String own = with("\"image_id\"", "\"edge_device_id\":\"mine\",\"image_id\"");
        List<Prediction> read =
                read(
                        "{\"edge_device_id\":\"ours\",\"predictions\":[%s,%s]}"
                                .formatted(own, Bodies.prediction("q")));
        assertThat(read)
                .extracting(prediction -> prediction.edgeDevice().orElse(""))
                .containsExactly("mine", "ours");
    }

    @ParameterizedTest(name = "a {0} seen with {1} is a defect: {2}")
    @CsvSource({"truck, 0.5, true", "truck, 0.49, false", "ship, 0.9, false"})
    void judgesItselfWhatIsADefectWhenNobodySays(String seen, double confidence, boolean defect)
            throws Refusal {
        String body =
                with(",\"defect_detected\":false", "")
                        .replace("\"truck\"", "\"" + seen + "\"")
                        .replace("\"confidence\":0.9", "\"confidence\":" + confidence);
        assertThat(read(body).get(0).defect()).isEqualTo(defect);
    }

    @Test
    void believesTheSenderWhoSays() throws Refusal {
        assertThat(read(Bodies.prediction("p", false)).get(0).defect()).isFalse();
    }

    @Test
    void makesTheSameIdOfTheSamePredictionOnly() throws Refusal {
        String nameless = with("\"prediction_id\":\"p\",", "");
        String id = read(nameless).get(0).id();
        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(read(nameless).get(0).id()).isEqualTo(id);
        for (String[] change :
                new String[][] {
                    {"image-p", "image-q"},
                    {"1764142657.25", "1764142657.26"},
                    {"\"model_version\":\"3\"", "\"model_version\":\"4\""},
                    {"cifar10-model", "other"},
                    {"\"image_id\"", "\"edge_device_id\":\"d\",\"image_id\""}
                }) {
            assertThat(read(nameless.replace(change[0], change[1])).get(0).id())
                    .as(change[1])
                    .isNotEqualTo(id);
        }
    }

    @ParameterizedTest(name = "{1} for {0}: {2} {3} {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    "image_id":"image-p",    | -                            | 400 | /image_id | neither
                    "timestamp":1764142657.25, | -                          | 400 | /timestamp | required
                    1764142657.25            | "now"                        | 400 | /timestamp | it has to be a number
                    1764142657.25            | 1764142657250                | 422 | /timestamp | not milliseconds
                    1764142657.25            | -1                           | 422 | /timestamp | from 0
                    "model_version":"3"      | "model_version":3            | 400 | /model_version | it has to be a string
                    "model_version":"3"      | "model_version":" "          | 422 | /model_version | empty
                    "inference_time_ms":1.5  | "inference_time_ms":NaN      | 422 | /inference_time_ms | NaN
                    "inference_time_ms":1.5  | "inference_time_ms":-0.1     | 422 | /inference_time_ms | from 0
                    "confidence":0.9         | "confidence":1.1             | 422 | /detections/0/confidence | from 0 to 1
                    "confidence":0.9         | "confidence":NaN             | 422 | /detections/0/confidence | NaN
                    "confidence":0.9,        | -                            | 400 | /detections/0/confidence | required
                    "class":"truck",         | -                            | 400 | /detections/0/class | required
                    [0,0,32,32]              | [0,0,Infinity,32]            | 422 | /detections/0/bbox/2 | Infinity
                    [0,0,32,32]              | "all"                        | 400 | /detections/0/bbox | it has to be an array
                    [0.9,0.1]                | [0.9,-Infinity]              | 422 | /confidence_scores/1 | -Infinity
                    "defect_detected":false  | "defect_detected":"no"       | 400 | /defect_detected | true or false
                    """)
    void saysWhatIsWrongAndWhere(
            String old, String replacement, int status, String pointer, String message) {
        String body = with(old, replacement == null ? "" : replacement);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.explanation()).contains(message);
        if (!message.equals("neither")) {
            assertThat(refusal.pointer()).isEqualTo(pointer);
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                               | 400 | not JSON at line 1
                    []                              | 400 | has to be an object
                    {} {}                           | 400 | not JSON
                    {"a":1,"a":2}                   | 400 | not JSON
                    {"predictions":[]}              | 400 | empty
                    {"predictions":{}}              | 400 | has to be an array
                    {"predictions":[3]}             | 400 | has to be an object
                    {"predictions":[{}]}            | 400 | required
                    """)
    void refusesABodyThatIsNoBatch(String body, int status, String message) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.explanation()).contains(message);
    }

    @Test
    void refusesABatchWhoseSizeIsNotWhatItSays() {
        String body = "{\"batch_size\":2,\"predictions\":[%s]}".formatted(Bodies.prediction("p"));
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.pointer()).isEqualTo("/batch_size");
        assertThat(refusal.explanation()).isEqualTo("it is 2, but there are 1 predictions");
    }

    @Test
    void refusesWhatIsTooMuchOrTooDeep() {
        assertThat(
                        catchThrowableOfType(Refusal.class, () -> read(Bodies.batch("p", 1_001)))
                                .status())
                .isEqualTo(413);
        String deep = "{\"predictions\":" + "[".repeat(50) + "]".repeat(50) + "}";
        assertThat(catchThrowableOfType(Refusal.class, () -> read(deep)).status()).isEqualTo(400);
        String nul = with("image-p", "image\\u0000");
        assertThat(catchThrowableOfType(Refusal.class, () -> read(nul)).status()).isEqualTo(422);
        String wide = with("image-p", "x".repeat(256));
        assertThat(catchThrowableOfType(Refusal.class, () -> read(wide)).explanation())
                .isEqualTo("it has 256 characters; at most 255 are kept");
    }
}
