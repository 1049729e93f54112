package dev.probity.samples.inference.model;

import java.util.Arrays;
import java.util.Map;

/// What a model gave for a batch.
public final class Scores {
    private final int count;
    private final Map<String, float[]> outputs;

    Scores(int count, Map<String, float[]> outputs) {
        this.count = count;
        this.outputs = Map.copyOf(outputs);
    }

    public int count() {
        return count;
    }

    /// All items' numbers of one output, one item after the other.
    public float[] output(String name) {
        float[] all = outputs.get(name);
        if (all == null) {
            throw new IllegalArgumentException("there is no output " + name);
        }
        return all.clone();
    }

    public float[] output(String name, int item) {
        float[] all = output(name);
        int width = all.length / count;
        return Arrays.copyOfRange(all, item * width, (item + 1) * width);
    }

    public float[] probabilities(int item) {
        return output(Signature.PROBABILITIES, item);
    }

    public static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }

    /// Whether these can be probabilities at all: finite, and 1 in sum for each item.
    boolean areProbabilities() {
        for (int item = 0; item < count; item++) {
            double sum = 0;
            for (float share : probabilities(item)) {
                sum += share;
            }
            if (!(Math.abs(sum - 1) < 1e-3)) { // also when it is not a number
                return false;
            }
        }
        return true;
    }
}
