package dev.probity.samples.logging.predictions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the body of POST /log: a batch, or one prediction by itself.
public final class PredictionReader {
    /// More are refused with 413: send them in several requests.
    public static final int MOST_ITEMS = 1_000;

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NOTES = 10_000;
    private static final int MOST_DETECTIONS = 1_000;
    private static final int MOST_SCORES = 10_000;
    private static final int MOST_CORNERS = 16; // numbers of a box, rotated ones included
    private static final int DEEPEST = 16;
    private static final double ONE_DAY_MS = 86_400_000;
    private static final double END_OF_YEAR_9999 = 253_402_300_799.0;
    private static final double ANY = Double.MAX_VALUE;

    private static final ObjectReader JSON = json();

    private final Defects defects;

    public PredictionReader(Defects defects) {
        this.defects = defects;
    }

    private static ObjectReader json() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                        .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return mapper.reader().without(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /// @throws Refusal when it cannot be stored as it is; then nothing of it is
    public List<Prediction> read(byte[] body) throws Refusal {
        Field root = new Field("", parse(body)).object();
        Field list = root.at("predictions");
        if (list.isAbsent()) {
            if (root.at("image_id").isAbsent()) {
                throw Refusal.malformed(
                        "", "it holds neither \"predictions\" nor an \"image_id\" of its own");
            }
            return List.of(prediction(root, Optional.empty()));
        }
        return batch(root, list.array());
    }

    private static JsonNode parse(byte[] body) throws Refusal {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException problem) {
            var place = problem.getLocation();
            String why = problem.getOriginalMessage().replaceFirst(" \\(start marker.*", "");
            throw Refusal.malformed(
                    "",
                    place == null
                            ? "it is not JSON: " + why
                            : "it is not JSON at line %d, column %d: %s"
                                    .formatted(place.getLineNr(), place.getColumnNr(), why));
        } catch (IOException problem) {
            throw Refusal.malformed("", "it is not JSON in UTF-8");
        }
    }

    private List<Prediction> batch(Field root, Field list) throws Refusal {
        int size = list.node().size();
        if (size == 0) {
            throw Refusal.malformed(
                    list.pointer(), "it is empty; a batch has one prediction or more");
        }
        if (size > MOST_ITEMS) {
            throw new Refusal(
                    413,
                    list.pointer(),
                    "it holds %d predictions; at most %d go into one request"
                            .formatted(size, MOST_ITEMS));
        }
        Field declared = root.at("batch_size");
        if (!declared.isAbsent() && declared.number(0, Integer.MAX_VALUE) != size) {
            throw Refusal.malformed(
                    declared.pointer(),
                    "it is %s, but there are %d predictions"
                            .formatted(declared.node().asText(), size));
        }
        Optional<String> device = root.at("edge_device_id").optionalText(LONGEST_NAME);
        List<Prediction> predictions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            predictions.add(prediction(list.at(i).object(), device));
        }
        return predictions;
    }

    private Prediction prediction(Field item, Optional<String> deviceOfBatch) throws Refusal {
        String image = item.at("image_id").text(LONGEST_NAME);
        double timestamp = timestamp(item.at("timestamp"));
        String version = item.at("model_version").text(LONGEST_NAME);
        String model = item.at("model_name").text(LONGEST_NAME);
        double time = item.at("inference_time_ms").number(0, ONE_DAY_MS);
        Field detections = item.at("detections").array();
        boolean derived = anyDefect(detections);
        boolean defect = item.at("defect_detected").optionalTruth().orElse(derived);
        Optional<String> ownDevice = item.at("edge_device_id").optionalText(LONGEST_NAME);
        Optional<String> device = ownDevice.isPresent() ? ownDevice : deviceOfBatch;
        Optional<String> given = item.at("prediction_id").optionalText(LONGEST_ID);
        return new Prediction(
                given.orElseGet(() -> Identity.of(device, image, model, version, timestamp)),
                image,
                timestamp,
                version,
                model,
                time,
                defect,
                scores(item.at("confidence_scores")),
                detections.node().toString(),
                device,
                item.at("processing_notes").optionalText(LONGEST_NOTES));
    }

    private static double timestamp(Field field) throws Refusal {
        double sent = field.number(0, ANY);
        if (sent > END_OF_YEAR_9999) {
            throw Refusal.senseless(
                    field.pointer(),
                    "it is after the year 9999; it counts seconds, not milliseconds");
        }
        return sent;
    }

    private boolean anyDefect(Field detections) throws Refusal {
        limit(detections, MOST_DETECTIONS, "detections");
        boolean defect = false;
        for (int i = 0; i < detections.node().size(); i++) {
            Field detection = detections.at(i).object();
            String detected = detection.at("class").text(LONGEST_NAME);
            double confidence = detection.at("confidence").number(0, 1);
            Field box = detection.at("bbox");
            if (!box.isAbsent()) {
                numbers(box.array(), MOST_CORNERS, -ANY, ANY);
            }
            detection.at("uncertain").optionalTruth();
            defect |= defects.counts(detected, confidence);
        }
        return defect;
    }

    private static String scores(Field scores) throws Refusal {
        if (scores.isAbsent()) {
            return "[]";
        }
        numbers(scores.array(), MOST_SCORES, 0, 1);
        return scores.node().toString();
    }

    private static void numbers(Field list, int most, double least, double greatest)
            throws Refusal {
        limit(list, most, "numbers");
        for (int i = 0; i < list.node().size(); i++) {
            double unused = list.at(i).number(least, greatest);
        }
    }

    private static void limit(Field list, int most, String what) throws Refusal {
        if (list.node().size() > most) {
            throw Refusal.senseless(
                    list.pointer(),
                    "it holds %d %s; at most %d are kept"
                            .formatted(list.node().size(), what, most));
        }
    }
}
