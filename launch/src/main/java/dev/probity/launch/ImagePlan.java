package dev.probity.launch;

import dev.probity.spec.Workload;

import java.util.Map;

/// What is settled about the launch of an image, beside what any launch has.
///
/// @param image with the ports filled in
/// @param published the port of this machine, on loopback, by the container's own
public record ImagePlan(Workload.Image image, Map<Integer, Integer> published) {
    public ImagePlan {
        published = Map.copyOf(published);
    }
}
