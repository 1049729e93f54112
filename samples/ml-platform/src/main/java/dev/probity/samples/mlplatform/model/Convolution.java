package dev.probity.samples.mlplatform.model;

import java.util.Arrays;
import java.util.Random;

/// A convolution of 3 by 3 that keeps the size: input is padded with one zero all around.
///
/// Sums run over whole rows, which the JIT compiler makes vector instructions of.
final class Convolution {
    private static final int KERNEL = 3;

    final int in;
    final int out;
    private final int side;
    private final int wide;
    final Weights weights;

    Convolution(int in, int out, int side, Random chance) {
        this.in = in;
        this.out = out;
        this.side = side;
        wide = side + 2;
        weights = Weights.of(out * in * KERNEL * KERNEL, out, in * KERNEL * KERNEL, chance);
    }

    int outputs() {
        return out * side * side;
    }

    private float[] padded(float[] x) {
        float[] padded = new float[in * wide * wide];
        for (int channel = 0; channel < in; channel++) {
            for (int row = 0; row < side; row++) {
                System.arraycopy(
                        x,
                        (channel * side + row) * side,
                        padded,
                        (channel * wide + row + 1) * wide + 1,
                        side);
            }
        }
        return padded;
    }

    float[] forward(float[] x) {
        float[] from = padded(x);
        float[] y = new float[outputs()];
        for (int o = 0; o < out; o++) {
            Arrays.fill(y, o * side * side, (o + 1) * side * side, weights.bias[o]);
            for (int i = 0; i < in; i++) {
                for (int k = 0; k < KERNEL * KERNEL; k++) {
                    float weight = weights.weight[(o * in + i) * KERNEL * KERNEL + k];
                    for (int row = 0; row < side; row++) {
                        int to = (o * side + row) * side;
                        int at = (i * wide + row + k / KERNEL) * wide + k % KERNEL;
                        for (int column = 0; column < side; column++) {
                            y[to + column] += weight * from[at + column];
                        }
                    }
                }
            }
        }
        return y;
    }

    /// Adds to the gradients.
    ///
    /// @return the gradient of the input
    float[] backward(float[] x, float[] dy) {
        float[] from = padded(x);
        float[] dFrom = new float[from.length];
        for (int o = 0; o < out; o++) {
            for (int at = o * side * side; at < (o + 1) * side * side; at++) {
                weights.dBias[o] += dy[at];
            }
            for (int i = 0; i < in; i++) {
                for (int k = 0; k < KERNEL * KERNEL; k++) {
                    int place = (o * in + i) * KERNEL * KERNEL + k;
                    float weight = weights.weight[place];
                    float sum = 0;
                    for (int row = 0; row < side; row++) {
                        int to = (o * side + row) * side;
                        int at = (i * wide + row + k / KERNEL) * wide + k % KERNEL;
                        for (int column = 0; column < side; column++) {
                            dFrom[at + column] += weight * dy[to + column];
                        }
                        for (int column = 0; column < side; column++) {
                            sum += from[at + column] * dy[to + column];
                        }
                    }
                    weights.dWeight[place] += sum;
                }
            }
        }
        return inner(dFrom);
    }

    private float[] inner(float[] padded) {
        float[] x = new float[in * side * side];
        for (int channel = 0; channel < in; channel++) {
            for (int row = 0; row < side; row++) {
                System.arraycopy(
                        padded,
                        (channel * wide + row + 1) * wide + 1,
                        x,
                        (channel * side + row) * side,
                        side);
            }
        }
        return x;
    }
}
