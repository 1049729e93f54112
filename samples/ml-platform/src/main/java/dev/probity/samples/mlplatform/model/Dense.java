package dev.probity.samples.mlplatform.model;

import java.util.Random;

/// Every output is a weighted sum of every input.
final class Dense {
    final int in;
    final int out;
    final Weights weights;

    Dense(int in, int out, Random chance) {
        this.in = in;
        this.out = out;
        weights = Weights.of(out * in, out, in, chance);
    }

    float[] forward(float[] x) {
        float[] y = new float[out];
        for (int o = 0; o < out; o++) {
            float sum = weights.bias[o];
            for (int i = 0; i < in; i++) {
                sum += weights.weight[o * in + i] * x[i];
            }
            y[o] = sum;
        }
        return y;
    }

    /// Adds to the gradients.
    ///
    /// @return the gradient of the input
    float[] backward(float[] x, float[] dy) {
        float[] dx = new float[in];
        for (int o = 0; o < out; o++) {
            float gradient = dy[o];
            weights.dBias[o] += gradient;
            for (int i = 0; i < in; i++) {
                dx[i] += weights.weight[o * in + i] * gradient;
            }
            for (int i = 0; i < in; i++) {
                weights.dWeight[o * in + i] += gradient * x[i];
            }
        }
        return dx;
    }
}
