package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Labels;
import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.cluster.ClusterNeeds;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.reading.Quantities;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The claims of an application's volumes. One that a single service mounts is each replica's own,
/// as a StatefulSet gives it; one that several mount, or a job, is one claim for all.
final class StorageOutput {
    /// Of a claim that a StatefulSet makes: which volume it is for. The cluster copies it.
    private static final String VOLUME = "probity.dev/volume";

    private final Application application;
    private final Labelled labelled;
    private final Losses losses;

    /// What is mounted, by the name of the volume.
    private final Map<String, Kept> volumes = new LinkedHashMap<>();

    /// @param claim the first that says anything
    /// @param service that mounts it first
    private record Kept(VolumeClaim claim, Service service, boolean shared) {}

    /// Where the Pod of a service finds a volume.
    sealed interface Place {
        /// A claim that all share.
        record Shared(String claim) implements Place {}

        /// Made for each replica of the StatefulSet.
        record Own(String template) implements Place {}
    }

    StorageOutput(Application application, Labelled labelled, Losses losses) {
        this.application = application;
        this.labelled = labelled;
        this.losses = losses;
        for (Service service : application.services()) {
            named(service).forEach(volume -> take(volume, service));
        }
    }

    Labelled labelled() {
        return labelled;
    }

    Losses losses() {
        return losses;
    }

    private void take(Volume.Named volume, Service service) {
        Kept before = volumes.get(volume.name());
        if (before == null) {
            boolean ends = service.restartPolicy() != RestartPolicy.ALWAYS;
            volumes.put(volume.name(), new Kept(volume.claim(), service, ends));
            return;
        }
        boolean silent = before.claim().equals(VolumeClaim.DEFAULT);
        volumes.put(
                volume.name(),
                new Kept(
                        silent ? volume.claim() : before.claim(),
                        before.service(),
                        before.shared() || !before.service().equals(service)));
    }

    private static Stream<Volume.Named> named(Service service) {
        return service.containers().stream()
                .flatMap(container ->
                        container.workload() instanceof Workload.Image image
                                ? image.sandbox().volumes().stream()
                                : Stream.of())
                .filter(Volume.Named.class::isInstance)
                .map(Volume.Named.class::cast);
    }

    /// Whether each of its replicas has a volume of its own: then it is a StatefulSet.
    boolean isStateful(Service service) {
        return own(service).findAny().isPresent();
    }

    private Stream<Map.Entry<String, Kept>> own(Service service) {
        return volumes.entrySet().stream()
                .filter(volume ->
                        volume.getValue().service().equals(service)
                                && place(volume.getKey()) instanceof Place.Own);
    }

    Place place(String volume) {
        Kept kept = Optional.ofNullable(volumes.get(volume)).orElseThrow();
        return switch (kept.claim()) {
            case VolumeClaim.Existing _ -> new Place.Shared(volume);
            case VolumeClaim.Wanted _ ->
                    kept.shared()
                            ? new Place.Shared(Labels.of(application.name() + "-" + volume))
                            : new Place.Own(template(volume));
        };
    }

    /// Other volumes of a Pod are called `volume-1` and so on.
    private static String template(String volume) {
        String name = Labels.of(volume);
        return name.startsWith("volume-") ? Labels.of("own-" + name) : name;
    }

    /// Tells what of the service's volumes is otherwise in a cluster.
    void report(Service service) {
        String field = "services." + service.name() + ".volumes";
        if (isStateful(service)) {
            unwritable(service, field, losses);
        }
        named(service)
                .map(Volume.Named::name)
                .distinct()
                .forEach(name -> {
                    Kept kept = Optional.ofNullable(volumes.get(name)).orElseThrow();
                    switch (kept.claim()) {
                        case VolumeClaim.Existing _ ->
                                losses.note(
                                        field,
                                        "a cluster keeps volumes by their claims",
                                        "it needs a PersistentVolumeClaim \"" + name + "\"");
                        case VolumeClaim.Wanted _ when kept.shared() -> {
                            if (isWideSpread(kept, service)) {
                                losses.note(
                                        field,
                                        "several Pods share the volume \"" + name + "\"",
                                        "its storage class has to offer ReadWriteMany");
                            }
                        }
                        case VolumeClaim.Wanted _ when service.replicas() > 1 ->
                                losses.note(
                                        field,
                                        "on one machine the replicas share the volume \""
                                                + name
                                                + "\"",
                                        "in a cluster each has one of its own");
                        case VolumeClaim.Wanted _ -> {}
                    }
                });
    }

    /// Kubernetes gives a fresh volume to root; an engine gives it to the image's user.
    private static void unwritable(Service service, String field, Losses losses) {
        boolean grouped =
                service.cluster()
                        .flatMap(ClusterNeeds::securityContext)
                        .filter(context -> context.fsGroup().isPresent())
                        .isPresent();
        service.main()
                .user()
                .filter(user -> user.matches("[0-9]*[1-9][0-9]*") && !grouped)
                .ifPresent(user ->
                        losses.note(
                                field,
                                "a fresh volume is root's in a cluster",
                                "user "
                                        + user
                                        + " can write to it with \"securityContext: {fsGroup: "
                                        + user
                                        + "}\""));
    }

    private static boolean isWideSpread(Kept kept, Service service) {
        return service.replicas() > 1 || !kept.service().equals(service);
    }

    /// What a StatefulSet makes for each of its Pods.
    List<Branch> templates(Service service) {
        return own(service)
                .map(volume ->
                        new Branch()
                                .put(
                                        "metadata",
                                        new Branch()
                                                .leaf("name", template(volume.getKey()))
                                                .put(
                                                        "labels",
                                                        labelled.labels(service.name())
                                                                .leaf(
                                                                        VOLUME,
                                                                        template(volume.getKey()))))
                                .put("spec", spec(volume.getValue(), "ReadWriteOnce")))
                .toList();
    }

    /// The claims that are one for all.
    List<Branch> documents() {
        return volumes.entrySet().stream()
                .filter(volume -> volume.getValue().claim() instanceof VolumeClaim.Wanted)
                .filter(volume -> volume.getValue().shared())
                .map(volume -> {
                    String name = Labels.of(application.name() + "-" + volume.getKey());
                    return labelled.head(ObjectType.PERSISTENT_VOLUME_CLAIM, name, "")
                            .put("spec", spec(volume.getValue(), mode(volume.getKey())));
                })
                .toList();
    }

    private String mode(String volume) {
        int pods =
                application.services().stream()
                        .filter(service ->
                                named(service).anyMatch(each -> each.name().equals(volume)))
                        .mapToInt(Service::replicas)
                        .sum();
        return pods > 1 ? "ReadWriteMany" : "ReadWriteOnce";
    }

    private static Branch spec(Kept kept, String mode) {
        Branch spec = new Branch().words("accessModes", List.of(mode));
        if (kept.claim() instanceof VolumeClaim.Wanted(long size, Optional<String> storageClass)) {
            spec.leafIf("storageClassName", storageClass)
                    .put(
                            "resources",
                            new Branch()
                                    .put(
                                            "requests",
                                            new Branch()
                                                    .leaf("storage", Quantities.ofBytes(size))));
        }
        return spec;
    }
}
