package dev.probity.samples.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;

import dev.probity.health.stuck.Progress;
import dev.probity.samples.mlplatform.model.Network;
import dev.probity.samples.mlplatform.model.OnnxFile;
import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.SyntheticImages;
import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Real models in the real runtime.
class OnnxModelIT {
    @TempDir Path folder;

    private OnnxModel load(byte[] bytes) throws Exception {
        Path file = folder.resolve("model.onnx");
        Files.write(file, bytes);
        return OnnxModel.load(file, 1);
    }

    private static ServedModel served(OnnxModel onnx) {
        Resolved version = new Resolved("id", "net", "1", "None", "", "here", Optional.empty());
        return new ServedModel(onnx, version, "0".repeat(64), Instant.EPOCH);
    }

    private static Scores run(OnnxModel model, Image image) throws Exception {
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            float[] pixels = image.pixels();
            return model.run(Batch.of(pixels, pixels.length, 1), options);
        }
    }

    @Test
    void computesWhatTheTrainingComputed() throws Exception {
        Network network = new Training(new Network.Size(4, 6, 16), 200, 1, 7).run(line -> {});
        try (OnnxModel model = load(OnnxFile.of(network, "a test"))) {
            for (Image image : Training.heldOut(50)) {
                float[] oracle = network.probabilities(image.pixels());
                float[] runtime = run(model, image).probabilities(0);
                for (int place = 0; place < oracle.length; place++) {
                    assertThat(runtime[place]).isCloseTo(oracle[place], offset(1e-5f));
                }
            }
        }
    }

    @Test
    void knowsWhatItTakesAndGives() throws Exception {
        try (OnnxModel model = load(PublishedModel.SECOND.bytes())) {
            Signature signature = model.signature();
            assertThat(signature.input()).isEqualTo("image");
            assertThat(signature.shape()).containsExactly(3L, 32L, 32L);
            assertThat(signature.elements()).isEqualTo(3_072);
            assertThat(signature.classes()).isEqualTo(10);
            assertThat(signature.labels()).isEqualTo(SyntheticImages.LABELS);
        }
    }

    @Test
    void secondModelIsBetterThanTheFirst() throws Exception {
        List<Image> images = Training.heldOut(500);
        assertThat(accuracy(PublishedModel.FIRST, images)).isBetween(0.5, 0.97);
        assertThat(accuracy(PublishedModel.SECOND, images)).isGreaterThan(0.97);
    }

    private double accuracy(PublishedModel published, List<Image> images) throws Exception {
        int right = 0;
        try (OnnxModel model = load(published.bytes())) {
            for (Image image : images) {
                if (Scores.best(run(model, image).probabilities(0)) == image.label()) {
                    right++;
                }
            }
        }
        return (double) right / images.size();
    }

    /// Builds since 1.29.0 report over the network whatever loads them, unless a variable that a
    /// process cannot set for itself forbids it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x64/libonnxruntime.so",
                "linux-aarch64/libonnxruntime.so",
                "osx-aarch64/libonnxruntime.dylib"
            })
    void usesARuntimeThatReportsToNobody(String library) throws Exception {
        try (InputStream in =
                OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + library)) {
            assertThat(in).as(library).isNotNull();
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(bytes.contains("events.data.microsoft.com")).isFalse();
        }
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThatExceptionOfType(ModelProblem.class)
                .isThrownBy(() -> load(new byte[] {1, 2, 3}))
                .satisfies(problem -> assertThat(problem.reason()).isEqualTo("model_not_loadable"));
    }

    @Test
    void isClosedByTheLastWhoLetsGo() throws Exception {
        ServedModel first = served(load(PublishedModel.FIRST.bytes()));
        ServedModel second = served(load(PublishedModel.SECOND.bytes()));
        try (ModelSlot slot = new ModelSlot()) {
            slot.replace(first);
            ServedModel held = slot.hold().orElseThrow();
            slot.replace(second);
            assertThat(held.isClosed()).isFalse();
            assertThat(run(held.onnx(), Training.heldOut(1).getFirst()).count()).isEqualTo(1);
            held.release();
            assertThat(first.isClosed()).isTrue();
            assertThat(first.hold()).isFalse();
            assertThatIllegalStateException().isThrownBy(first::release);
            assertThat(slot.hold().orElseThrow()).isSameAs(second);
            second.release();
        }
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void endsARunThatTakesTooLongAndStaysUsable() throws Exception {
        byte[] large = OnnxFile.of(new Network(new Network.Size(64, 128, 256), 1), "large");
        ServedModel model = served(load(large));
        Progress progress = Progress.stalledAfter(Duration.ofMinutes(1));
        Predictor.Limits limits = new Predictor.Limits(1, 4, Duration.ofMillis(100));
        try (Predictor predictor = new Predictor(limits, progress)) {
            float[] numbers = new float[512 * 3_072];
            assertThatExceptionOfType(PredictionFailure.class)
                    .isThrownBy(
                            () -> predictor.predict(model, Batch.of(numbers, numbers.length, 512)))
                    .satisfies(failure ->
                            assertThat(failure.kind()).isEqualTo(PredictionFailure.Kind.TIMEOUT));
            await().until(() -> progress.open() == 0);
            Scores scores = predictor.predict(model, Batch.of(numbers, 3_072, 1));
            assertThat(scores.count()).isEqualTo(1);
        }
        model.release();
        assertThat(model.isClosed()).isTrue();
    }
}
