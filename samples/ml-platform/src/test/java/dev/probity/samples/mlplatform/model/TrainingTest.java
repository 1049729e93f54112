package dev.probity.samples.mlplatform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.probity.samples.mlplatform.model.SyntheticImages.Image;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class TrainingTest {
    private static final Network.Size TINY = new Network.Size(4, 6, 16);

    @Test
    void drawsTheSamePicturesForTheSameSeed() {
        Image one = new SyntheticImages(5).draw(10).get(7);
        Image other = new SyntheticImages(5).draw(10).get(7);
        assertThat(one.pixels()).isEqualTo(other.pixels());
        assertThat(one.label()).isEqualTo(7);
        assertThat(new SyntheticImages(6).draw(10).get(7).pixels()).isNotEqualTo(one.pixels());
        for (float pixel : one.pixels()) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void learns() {
        List<Image> heldOut = Training.heldOut(200);
        List<String> told = new ArrayList<>();
        Network network = new Training(TINY, 600, 8, 1).run(told::add);
        assertThat(told).hasSize(8);
        assertThat(new Network(TINY, 1).accuracy(heldOut)).isLessThan(0.3);
        assertThat(network.accuracy(heldOut)).isGreaterThan(0.3);
    }

    @Test
    void comesToTheSameWeightsAgain() {
        Training plan = new Training(TINY, 64, 1, 3);
        assertThat(OnnxFile.of(plan.run(line -> {}), "x"))
                .isEqualTo(OnnxFile.of(plan.run(line -> {}), "x"));
    }

    /// Each weight's gradient against the difference that a small change of it makes.
    @Test
    void followsTheTrueGradient() {
        Random chance = new Random(9);
        Convolution layer = new Convolution(2, 3, 4, chance);
        float[] x = floats(2 * 16, chance);
        float[] towards = floats(3 * 16, chance);
        float[] dx = layer.backward(x, towards);
        float step = 1e-2f;
        for (int i = 0; i < layer.weights.weight.length; i++) {
            float before = layer.weights.weight[i];
            layer.weights.weight[i] = before + step;
            double up = dot(layer.forward(x), towards);
            layer.weights.weight[i] = before - step;
            double down = dot(layer.forward(x), towards);
            layer.weights.weight[i] = before;
            assertThat((up - down) / (2 * step)).isCloseTo(layer.weights.dWeight[i], offset(1e-2));
        }
        for (int i = 0; i < x.length; i++) {
            float before = x[i];
            x[i] = before + step;
            double up = dot(layer.forward(x), towards);
            x[i] = before - step;
            double down = dot(layer.forward(x), towards);
            x[i] = before;
            assertThat((up - down) / (2 * step)).isCloseTo(dx[i], offset(1e-2));
        }
    }

    private static float[] floats(int count, Random chance) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = 2 * chance.nextFloat() - 1;
        }
        return floats;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
