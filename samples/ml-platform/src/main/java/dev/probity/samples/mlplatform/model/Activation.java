package dev.probity.samples.mlplatform.model;

/// What stands between layers and learns nothing.
final class Activation {
    private Activation() {}

    static float[] relu(float[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(0, x[i]);
        }
        return y;
    }

    /// @param y what ReLU gave
    static float[] reluBack(float[] y, float[] dy) {
        float[] dx = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            dx[i] = y[i] > 0 ? dy[i] : 0;
        }
        return dx;
    }

    /// The largest of each 2 by 2.
    ///
    /// @param side of the input
    static float[] pool(float[] x, int channels, int side) {
        int half = side / 2;
        float[] y = new float[channels * half * half];
        for (int at = 0; at < y.length; at++) {
            y[at] = x[largest(x, at, side)];
        }
        return y;
    }

    static float[] poolBack(float[] x, float[] dy, int side) {
        float[] dx = new float[x.length];
        for (int at = 0; at < dy.length; at++) {
            dx[largest(x, at, side)] += dy[at];
        }
        return dx;
    }

    private static int largest(float[] x, int at, int side) {
        int half = side / 2;
        int channel = at / (half * half);
        int row = at / half % half;
        int column = at % half;
        int best = (channel * side + 2 * row) * side + 2 * column;
        for (int other : new int[] {best + 1, best + side, best + side + 1}) {
            if (x[other] > x[best]) {
                best = other;
            }
        }
        return best;
    }

    /// StrictMath, so that training comes to the same numbers on every machine.
    static float[] softmax(float[] logits) {
        float most = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        float[] shares = new float[logits.length];
        float sum = 0;
        for (int i = 0; i < logits.length; i++) {
            shares[i] = (float) StrictMath.exp(logits[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
