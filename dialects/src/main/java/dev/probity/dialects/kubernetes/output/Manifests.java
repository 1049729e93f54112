package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Loss;
import dev.probity.spec.output.Output.Branch;

import java.util.List;

/// An application as the objects of a cluster.
///
/// @param objects in the order in which a cluster is given them: what is referred to comes first
/// @param losses what they do not say any more
public record Manifests(List<Branch> objects, List<Loss> losses) {
    public Manifests {
        objects = List.copyOf(objects);
        losses = List.copyOf(losses);
    }
}
