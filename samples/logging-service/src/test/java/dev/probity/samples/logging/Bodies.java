package dev.probity.samples.logging;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What clients send.
public final class Bodies {
    private Bodies() {}

    /// One prediction, with an id of its own.
    public static String prediction(String id) {
        return prediction(id, false);
    }

    public static String prediction(String id, boolean defect) {
        return """
        {"prediction_id":"%s","image_id":"image-%s","timestamp":1764142657.25,
         "model_version":"3","model_name":"cifar10-model","inference_time_ms":1.5,
         "detections":[{"class":"truck","confidence":0.9,"bbox":[0,0,32,32]}],
         "confidence_scores":[0.9,0.1],"defect_detected":%s}
        """
                .formatted(id, id, defect);
    }

    /// @param prefix of the ids, which end in 0, 1, 2...
    public static String batch(String prefix, int size) {
        return batch(prefix, IntStream.range(0, size));
    }

    /// The same, the last one first.
    static String reversed(String prefix, int size) {
        return batch(prefix, IntStream.range(0, size).map(i -> size - 1 - i));
    }

    private static String batch(String prefix, IntStream numbers) {
        return numbers.mapToObj(i -> prediction(prefix + i))
                .collect(Collectors.joining(",", "{\"predictions\":[", "]}"));
    }
}
