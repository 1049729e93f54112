package dev.probity.samples.logging.predictions;

import java.util.Set;

/// What makes a prediction a defect when its sender does not say: one detection of one of these
/// classes that is sure enough.
///
/// @param threshold the least confidence, 0 to 1
public record Defects(Set<String> classes, double threshold) {

    public Defects {
        classes = Set.copyOf(classes);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "the threshold is " + threshold + "; a confidence is between 0 and 1");
        }
    }

    boolean counts(String detected, double confidence) {
        return classes.contains(detected) && confidence >= threshold;
    }
}
