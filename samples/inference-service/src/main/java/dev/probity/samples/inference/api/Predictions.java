package dev.probity.samples.inference.api;

import dev.probity.samples.inference.model.Batch;
import dev.probity.samples.inference.model.ModelSlot;
import dev.probity.samples.inference.model.PredictionFailure;
import dev.probity.samples.inference.model.Predictor;
import dev.probity.samples.inference.model.Scores;
import dev.probity.samples.inference.model.ServedModel;
import dev.probity.samples.inference.model.Signature;
import dev.probity.samples.inference.upload.Prediction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// What all protocols have in common: a model that is held from reading the request to the answer,
/// the run, the counting, and what happens to predictions afterwards.
public final class Predictions {
    private final ModelSlot slot;
    private final Predictor predictor;
    private final int largestBatch;
    private final Listener listener;

    /// Is told of every prediction and of every failure. It does not wait for anything.
    public interface Listener {
        /// @throws RuntimeException when predictions have to be kept before they are answered, and
        ///   cannot be
        void predicted(List<Prediction> predictions, double seconds);

        /// @param reason such as `timeout`
        /// @param items how many predictions there would have been
        void failed(String reason, int items);
    }

    /// One request of any protocol, read by somebody who knows what the model takes.
    @FunctionalInterface
    interface Reading {
        Asked read(Signature signature) throws Problem;
    }

    /// @param imageId the caller's name for what is in it; empty for none
    record Asked(Batch batch, String imageId) {}

    /// @param predictions one for each item
    record Answer(Scores scores, List<Prediction> predictions, double millis) {}

    public Predictions(ModelSlot slot, Predictor predictor, int largestBatch, Listener listener) {
        this.slot = slot;
        this.predictor = predictor;
        this.largestBatch = largestBatch;
        this.listener = listener;
    }

    ModelSlot slot() {
        return slot;
    }

    int largestBatch() {
        return largestBatch;
    }

    /// @param answer makes something of it while the model is still held
    <T> T answer(Reading reading, Function<Answered, T> answer)
            throws Problem, InterruptedException {
        ServedModel model = slot.hold().orElseThrow(() -> Problem.notReady("model_not_loaded"));
        int items = 1;
        try {
            Asked asked = reading.read(model.signature());
            items = asked.batch().count();
            if (items > largestBatch) {
                throw Problem.malformed(
                        "the batch has %d items; at most %d are taken at once"
                                .formatted(items, largestBatch));
            }
            return answer.apply(new Answered(model, run(model, asked)));
        } catch (Problem problem) {
            listener.failed(problem.reason(), items);
            throw problem;
        } finally {
            model.release();
        }
    }

    record Answered(ServedModel model, Answer answer) {}

    private Answer run(ServedModel model, Asked asked) throws Problem, InterruptedException {
        long began = System.nanoTime();
        Scores scores;
        try {
            scores = predictor.predict(model, asked.batch());
        } catch (PredictionFailure failure) {
            throw problem(failure);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        List<Prediction> predictions = predictions(model, scores, asked.imageId(), seconds);
        try {
            listener.predicted(predictions, seconds);
        } catch (RuntimeException unkept) {
            throw new Problem(502, "upload_failed", "the prediction could not be kept", unkept);
        }
        return new Answer(scores, predictions, seconds * 1e3);
    }

    private static Problem problem(PredictionFailure failure) {
        String text = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case OVERLOADED -> new Problem(503, "overloaded", text);
            case TIMEOUT -> new Problem(504, "timeout", text);
            case MODEL -> new Problem(500, "model_failed", text, failure);
        };
    }

    private static List<Prediction> predictions(
            ServedModel model, Scores scores, String imageId, double seconds) {
        Instant now = Instant.now();
        List<Prediction> predictions = new ArrayList<>(scores.count());
        for (int item = 0; item < scores.count(); item++) {
            float[] shares = scores.probabilities(item);
            List<Double> probabilities = new ArrayList<>(shares.length);
            for (float share : shares) {
                probabilities.add((double) share);
            }
            int best = Scores.best(shares);
            String id = UUID.randomUUID().toString();
            predictions.add(
                    new Prediction(
                            id,
                            now,
                            imageId.isEmpty() ? id : named(imageId, item, scores.count()),
                            model.version().name(),
                            model.version().version(),
                            best,
                            model.signature().label(best),
                            shares[best],
                            probabilities,
                            Math.round(seconds * 1e6 / scores.count()) / 1e3));
        }
        return predictions;
    }

    private static String named(String imageId, int item, int count) {
        return count == 1 ? imageId : imageId + "#" + item;
    }
}
