package dev.probity.samples.logging.predictions;

import java.util.Optional;

/// One prediction that a model has made, checked and complete.
///
/// @param id the sender's, or made from what the prediction says; the same twice is stored once
/// @param timestamp seconds since the epoch, as the sender's clock had it
/// @param confidenceScores JSON, as it was sent
/// @param detections JSON, as it was sent
public record Prediction(
        String id,
        String imageId,
        double timestamp,
        String modelVersion,
        String modelName,
        double inferenceTimeMs,
        boolean defect,
        String confidenceScores,
        String detections,
        Optional<String> edgeDevice,
        Optional<String> notes) {}
