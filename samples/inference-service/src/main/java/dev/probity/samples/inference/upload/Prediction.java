package dev.probity.samples.inference.upload;

import java.time.Instant;
import java.util.List;

/// One prediction as it is kept.
///
/// @param id unique, so that whoever gets it twice can tell
/// @param imageId the caller's name for what was classified, or the id
/// @param place of the class among the labels
/// @param confidence 0 to 1
/// @param millis what the model took
public record Prediction(
        String id,
        Instant at,
        String imageId,
        String model,
        String version,
        int place,
        String label,
        double confidence,
        List<Double> probabilities,
        double millis) {
    public Prediction {
        probabilities = List.copyOf(probabilities);
    }
}
