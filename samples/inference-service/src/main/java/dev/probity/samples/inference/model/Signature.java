package dev.probity.samples.inference.model;

import java.util.List;

/// What a model takes and gives: a batch of items in one tensor, a batch of scores in each output.
///
/// @param shape of one item, without the batch
/// @param labels of the classes, in the order of the scores; empty when the model names none
public record Signature(String input, List<Long> shape, List<Output> outputs, List<String> labels) {

    /// The output that predictions are read from.
    public static final String PROBABILITIES = "probabilities";

    /// @param width scores for each item
    public record Output(String name, int width) {}

    public Signature {
        shape = List.copyOf(shape);
        outputs = List.copyOf(outputs);
        labels = List.copyOf(labels);
    }

    /// How many numbers one item has.
    public int elements() {
        return Math.toIntExact(shape.stream().reduce(1L, (a, b) -> a * b));
    }

    public int classes() {
        return outputs.stream()
                .filter(output -> output.name().equals(PROBABILITIES))
                .findFirst()
                .orElseThrow()
                .width();
    }

    public String label(int place) {
        return place < labels.size() ? labels.get(place) : Integer.toString(place);
    }

    /// Whether who could ask the one can ask the other.
    boolean accepts(Signature before) {
        return shape.equals(before.shape) && input.equals(before.input);
    }
}
