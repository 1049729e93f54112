package dev.probity.samples.mlplatform.model;

import dev.probity.samples.mlplatform.model.SyntheticImages.Image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Has a network learn from drawn pictures. One thread and one order: the same plan gives the same
/// weights.
///
/// @param images how many are drawn
/// @param epochs how often each is seen
/// @param seed of the pictures, of the first weights and of the order
public record Training(Network.Size size, int images, int epochs, long seed) {
    private static final int BATCH = 32;
    private static final float RATE = 0.02f;

    /// How the better of the two models was made.
    static final Training SECOND = new Training(Network.Size.SMALL, 4_000, 8, 2026);

    /// How the other one was: it has seen the same pictures less often.
    static final Training FIRST = new Training(Network.Size.SMALL, 4_000, 2, 2026);

    /// @param tell a line for each epoch
    public Network run(Consumer<String> tell) {
        Network network = new Network(size, seed);
        List<Image> shown = new ArrayList<>(new SyntheticImages(seed).draw(images));
        Random order = new Random(seed);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            Collections.shuffle(shown, order);
            double loss = 0;
            for (int from = 0; from < shown.size(); from += BATCH) {
                List<Image> batch = shown.subList(from, Math.min(from + BATCH, shown.size()));
                loss += network.learn(batch, RATE) * batch.size();
            }
            tell.accept("epoch %d: loss %.4f".formatted(epoch, loss / shown.size()));
        }
        return network;
    }

    /// Pictures that were not trained with: another seed draws them.
    public static List<Image> heldOut(int count) {
        return new SyntheticImages(-1).draw(count);
    }
}
