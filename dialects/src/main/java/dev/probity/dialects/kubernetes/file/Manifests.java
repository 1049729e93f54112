package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Origin;

import java.util.List;

/// The objects of a file that mean something here, each kind in the order of the text.
public record Manifests(
        Origin origin,
        List<PodOwner> owners,
        List<KubeService> services,
        List<KubeIngress> ingresses,
        List<DataObject> data) {
    public Manifests {
        owners = List.copyOf(owners);
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
        data = List.copyOf(data);
    }
}
