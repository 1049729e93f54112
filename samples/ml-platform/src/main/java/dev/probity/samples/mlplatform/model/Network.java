package dev.probity.samples.mlplatform.model;

import dev.probity.samples.mlplatform.model.SyntheticImages.Image;

import java.util.List;
import java.util.Random;

/// Two convolutions, each with ReLU and pooling, and two dense layers: it classifies a picture.
public final class Network {
    private static final int SIDE = SyntheticImages.SIDE;

    final Convolution first;
    final Convolution second;
    final Dense hidden;
    final Dense last;

    /// @param first channels of the first convolution
    /// @param second channels of the second
    /// @param hidden outputs of the first dense layer
    public record Size(int first, int second, int hidden) {
        /// 67,642 weights.
        public static final Size SMALL = new Size(8, 16, 64);
    }

    public Network(Size size, long seed) {
        Random chance = new Random(seed);
        first = new Convolution(SyntheticImages.COLOURS, size.first(), SIDE, chance);
        second = new Convolution(size.first(), size.second(), SIDE / 2, chance);
        hidden = new Dense(size.second() * SIDE * SIDE / 16, size.hidden(), chance);
        last = new Dense(size.hidden(), SyntheticImages.LABELS.size(), chance);
    }

    private List<Weights> weights() {
        return List.of(first.weights, second.weights, hidden.weights, last.weights);
    }

    public int parameters() {
        return weights().stream().mapToInt(Weights::count).sum();
    }

    /// What each layer made of one picture.
    private final class Pass {
        final float[] image;
        final float[] first;
        final float[] firstPooled;
        final float[] second;
        final float[] secondPooled;
        final float[] dense;
        final float[] logits;

        Pass(float[] image) {
            this.image = image;
            first = Activation.relu(Network.this.first.forward(image));
            firstPooled = Activation.pool(first, Network.this.first.out, SIDE);
            second = Activation.relu(Network.this.second.forward(firstPooled));
            secondPooled = Activation.pool(second, Network.this.second.out, SIDE / 2);
            dense = Activation.relu(hidden.forward(secondPooled));
            logits = last.forward(dense);
        }
    }

    /// How likely each class is; they add up to 1.
    public float[] probabilities(float[] image) {
        return Activation.softmax(new Pass(image).logits);
    }

    public int classify(float[] image) {
        return largest(new Pass(image).logits);
    }

    /// The share of pictures that are classified rightly.
    public double accuracy(List<Image> images) {
        long right =
                images.stream().filter(image -> classify(image.pixels()) == image.label()).count();
        return (double) right / images.size();
    }

    /// Learns from one batch.
    ///
    /// @return the mean cross-entropy before the step
    double learn(List<Image> batch, float rate) {
        double loss = 0;
        for (Image image : batch) {
            Pass pass = new Pass(image.pixels());
            float[] gradient = Activation.softmax(pass.logits);
            loss -= StrictMath.log(Math.max(gradient[image.label()], 1e-12));
            gradient[image.label()] -= 1;
            back(pass, gradient);
        }
        for (Weights each : weights()) {
            each.step(rate / batch.size());
        }
        return loss / batch.size();
    }

    private void back(Pass pass, float[] gradient) {
        float[] c = Activation.reluBack(pass.dense, last.backward(pass.dense, gradient));
        float[] bPooled = hidden.backward(pass.secondPooled, c);
        float[] b = Activation.poolBack(pass.second, bPooled, SIDE / 2);
        float[] aPooled = second.backward(pass.firstPooled, Activation.reluBack(pass.second, b));
        float[] a = Activation.poolBack(pass.first, aPooled, SIDE);
        first.backward(pass.image, Activation.reluBack(pass.first, a));
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
