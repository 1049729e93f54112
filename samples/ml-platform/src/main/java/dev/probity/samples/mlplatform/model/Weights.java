package dev.probity.samples.mlplatform.model;

import java.util.Arrays;
import java.util.Random;

/// What one layer has learnt, and how it is about to change: gradient descent with momentum.
final class Weights {
    private static final float MOMENTUM = 0.9f;

    final float[] weight;
    final float[] bias;
    final float[] dWeight;
    final float[] dBias;
    private final float[] vWeight;
    private final float[] vBias;

    private Weights(float[] weight, int biases) {
        this.weight = weight;
        bias = new float[biases];
        dWeight = new float[weight.length];
        dBias = new float[biases];
        vWeight = new float[weight.length];
        vBias = new float[biases];
    }

    /// He's uniform start: as wide as keeps the signal's size through a layer with ReLU.
    static Weights of(int weights, int biases, int inputs, Random chance) {
        float bound = (float) Math.sqrt(6.0 / inputs);
        float[] weight = new float[weights];
        for (int i = 0; i < weights; i++) {
            weight[i] = bound * (2 * chance.nextFloat() - 1);
        }
        return new Weights(weight, biases);
    }

    int count() {
        return weight.length + bias.length;
    }

    /// Follows the gradients, and forgets them.
    void step(float rate) {
        step(weight, dWeight, vWeight, rate);
        step(bias, dBias, vBias, rate);
    }

    private static void step(float[] value, float[] gradient, float[] speed, float rate) {
        for (int i = 0; i < value.length; i++) {
            speed[i] = MOMENTUM * speed[i] - rate * gradient[i];
            value[i] += speed[i];
        }
        Arrays.fill(gradient, 0);
    }
}
