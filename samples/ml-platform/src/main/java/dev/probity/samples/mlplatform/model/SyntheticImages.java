package dev.probity.samples.mlplatform.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Pictures that a program draws: each class is a shape or a texture, in colours, sizes and places
/// by chance, under noise. They have the form of CIFAR-10 (32 by 32 points, three colours, its ten
/// labels) and nothing else of it: no picture shows a cat.
///
/// The same seed draws the same pictures everywhere; `java.util.Random` is specified to the bit.
public final class SyntheticImages {
    public static final int SIDE = 32;
    public static final int COLOURS = 3;
    public static final int PIXELS = COLOURS * SIDE * SIDE;
    public static final List<String> LABELS =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");

    private static final float NOISE = 0.1f;

    private final Random chance;

    /// One picture with what it shows.
    public static final class Image {
        private final float[] pixels;
        private final int label;

        Image(float[] pixels, int label) {
            this.pixels = pixels;
            this.label = label;
        }

        /// 0 to 1: all of red, then green, then blue, each row by row.
        public float[] pixels() {
            return pixels.clone();
        }

        /// A place in [#LABELS].
        public int label() {
            return label;
        }
    }

    public SyntheticImages(long seed) {
        chance = new Random(seed);
    }

    /// As many of every class, in turn.
    public List<Image> draw(int count) {
        List<Image> images = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            images.add(drawOne(i % LABELS.size()));
        }
        return images;
    }

    public Image drawOne(int label) {
        float[] back = new float[COLOURS];
        float[] front = new float[COLOURS];
        for (int colour = 0; colour < COLOURS; colour++) {
            back[colour] = chance.nextFloat();
            // Away from the background by at least 0.3, to the side where there is room.
            float away = 0.3f + 0.2f * chance.nextFloat();
            front[colour] = back[colour] > 0.5f ? back[colour] - away : back[colour] + away;
        }
        Place place =
                new Place(
                        SIDE / 2f + 8 * (chance.nextFloat() - 0.5f),
                        SIDE / 2f + 8 * (chance.nextFloat() - 0.5f),
                        8 + 4 * chance.nextFloat());
        float[] pixels = new float[PIXELS];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float[] from = isInside(label, place, x, y) ? front : back;
                for (int colour = 0; colour < COLOURS; colour++) {
                    float noisy = from[colour] + NOISE * (chance.nextFloat() - 0.5f);
                    pixels[(colour * SIDE + y) * SIDE + x] = Math.clamp(noisy, 0f, 1f);
                }
            }
        }
        return new Image(pixels, label);
    }

    private record Place(float x, float y, float size) {}

    private static boolean isInside(int label, Place place, int atX, int atY) {
        float x = (atX - place.x()) / place.size();
        float y = (atY - place.y()) / place.size();
        float far = Math.max(Math.abs(x), Math.abs(y));
        float round = x * x + y * y;
        return switch (label) {
            case 0 -> Math.abs(y) < 0.25f; // a bar from side to side
            case 1 -> Math.abs(x) < 1 && Math.abs(y) < 0.5f; // a box that lies
            case 2 -> y > -0.8f && y < 0.8f && Math.abs(x) < (y + 0.8f) / 1.6f; // a triangle
            case 3 -> round > 0.4f && round < 1; // a ring
            case 4 -> Math.floorMod((int) Math.floor(x * 3), 2) == 0; // upright stripes
            case 5 -> round < 0.8f; // a disc
            case 6 -> // a chessboard
                    Math.floorMod((int) Math.floor(x * 2) + (int) Math.floor(y * 2), 2) == 0;
            case 7 -> Math.floorMod((int) Math.floor((x + y) * 2), 2) == 0; // slanted stripes
            case 8 -> far < 1 && Math.min(Math.abs(x), Math.abs(y)) < 0.25f; // a cross
            case 9 -> far > 0.65f && far < 1; // a frame
            default -> throw new IllegalArgumentException("there is no class " + label);
        };
    }
}
