package dev.probity.samples.inference.model;

import dev.probity.health.Phase;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// The way of a version from its name into the slot: resolving, downloading, verifying, loading,
/// warming. Whatever goes wrong on it leaves what is served as it was.
public final class ModelStation {
    /// So many runs before the first request: the JIT compiler and the runtime's memory need them.
    private static final int WARM_UP_RUNS = 20;

    private final ModelSource source;
    private final Path libraries;
    private final ModelCache cache;
    private final ModelSlot slot;
    private final Predictor predictor;
    private final int threads;

    /// @param cache a folder that stays over restarts
    /// @param threads within one run
    public record Place(Path cache, int threads) {}

    public ModelStation(ModelOrigin origin, Place place, ModelSlot slot, Predictor predictor) {
        this.source = origin.source();
        this.libraries = place.cache();
        this.cache = new ModelCache(place.cache().resolve("models"));
        this.threads = place.threads();
        this.slot = slot;
        this.predictor = predictor;
    }

    /// Brings the version that is wanted now into the slot, unless it is there.
    ///
    /// @param phase is told what is being done
    /// @return the version, when it is a new one
    Optional<ServedModel> bring(Consumer<Phase> phase)
            throws ModelProblem, IOException, InterruptedException {
        phase.accept(Phase.RESOLVING);
        Resolved version = source.resolve();
        Optional<ServedModel> present = slot.peek();
        if (present.isPresent() && present.get().version().identity().equals(version.identity())) {
            return Optional.empty();
        }
        ModelFolder folder =
                cache.folderOf(
                        version,
                        source,
                        (done, total) -> phase.accept(Phase.downloading(done, total)));
        ServedModel next = loaded(version, folder, phase);
        slot.replace(next);
        cache.tidy();
        return Optional.of(next);
    }

    private ServedModel loaded(Resolved version, ModelFolder folder, Consumer<Phase> phase)
            throws ModelProblem, IOException, InterruptedException {
        try {
            phase.accept(Phase.VERIFYING);
            Path file = folder.model();
            String sum = folder.verify(file, version);
            phase.accept(Phase.LOADING);
            NativeLibrary.unpackInto(libraries);
            ServedModel next =
                    new ServedModel(OnnxModel.load(file, threads), version, sum, Instant.now());
            try {
                phase.accept(Phase.WARMING);
                warm(next);
                return next;
            } catch (ModelProblem | InterruptedException unfit) {
                next.release();
                throw unfit;
            }
        } catch (ModelProblem broken) {
            cache.forget(version); // what is wrong with it may have happened on the way
            throw broken;
        }
    }

    private void warm(ServedModel next) throws ModelProblem, InterruptedException {
        Signature signature = next.signature();
        Optional<ServedModel> present = slot.peek();
        if (present.isPresent() && !signature.accepts(present.get().signature())) {
            throw new ModelProblem(
                    "model_signature_changed",
                    "the new version takes %s of the shape %s; the one that is served takes %s"
                            .formatted(
                                    signature.input(),
                                    signature.shape(),
                                    present.get().signature().shape()));
        }
        float[] grey = new float[signature.elements()];
        Arrays.fill(grey, 0.5f);
        try {
            for (int run = 0; run < WARM_UP_RUNS; run++) {
                Scores scores = predictor.predict(next, Batch.of(grey, grey.length, 1));
                if (!scores.areProbabilities()) {
                    throw new ModelProblem(
                            "model_scores_invalid", "its probabilities do not add up to 1");
                }
            }
        } catch (PredictionFailure failed) {
            throw new ModelProblem("model_not_runnable", "it fails when it is run", failed);
        }
    }
}
