package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Losses;
import dev.probity.spec.Container;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Service;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.reading.Quantities;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the containers of a service may use, and the volumes that they find.
final class SandboxOutput {
    private static final String NUMBERED = "volume-";

    private final Service service;
    private final StorageOutput storage;
    private final Losses losses;

    /// By what they are; two mounts of one volume are one volume of the Pod.
    private final Map<Object, PodVolume> volumes = new LinkedHashMap<>();

    /// Not the volume of an engine that has the same name.
    private record Share(String name) {}

    private record PodVolume(String name, String kind, Branch source) {}

    SandboxOutput(Service service, StorageOutput storage, Losses losses) {
        this.service = service;
        this.storage = storage;
        this.losses = losses;
    }

    void add(Branch container, Workload.Image image) {
        Sandbox sandbox = image.sandbox();
        pullPolicy(image.pullPolicy()).ifPresent(word -> container.leaf("imagePullPolicy", word));
        Branch limits = new Branch();
        sandbox.cpuMillis().ifPresent(millis -> limits.leaf("cpu", millis + "m"));
        sandbox.memory().ifPresent(bytes -> limits.leaf("memory", Quantities.ofBytes(bytes)));
        sandbox.gpus().ifPresent(count -> limits.leaf("nvidia.com/gpu", count));
        container.put("resources", new Branch().put("limits", limits));
        List<Branch> mounts = new ArrayList<>();
        sandbox.volumes().forEach(volume -> mounts.add(mount(volume)));
        container.items("volumeMounts", mounts);
    }

    private static Optional<String> pullPolicy(PullPolicy policy) {
        return switch (policy) {
            case IF_NOT_PRESENT -> Optional.empty();
            case ALWAYS -> Optional.of("Always");
            case NEVER -> Optional.of("Never");
        };
    }

    private Branch mount(Volume volume) {
        Branch mount = new Branch();
        switch (volume) {
            case Volume.Bind(Path path, String mountPath, boolean readOnly) -> {
                mount.leaf("name", name(path, "hostPath", new Branch().leaf("path", "" + path)));
                mount.leaf("mountPath", mountPath);
                onlyRead(mount, readOnly);
                losses.note(
                        field(),
                        "a folder of this machine is one of each node in a cluster",
                        path + " has to be there");
            }
            case Volume.Named(String name, String mountPath, boolean readOnly, _) -> {
                switch (storage.place(name)) {
                    case StorageOutput.Place.Own(String template) -> mount.leaf("name", template);
                    case StorageOutput.Place.Shared(String claim) ->
                            mount.leaf(
                                    "name",
                                    name(
                                            name,
                                            "persistentVolumeClaim",
                                            new Branch().leaf("claimName", claim)));
                }
                mount.leaf("mountPath", mountPath);
                onlyRead(mount, readOnly);
            }
            case Volume.Shared shared -> {
                mount.leaf("name", share(shared.name()));
                mount.leaf("mountPath", shared.mountPath());
                onlyRead(mount, shared.readOnly());
            }
            case Volume.Temporary temporary -> {
                Branch memory =
                        new Branch()
                                .leaf("medium", "Memory")
                                .leaf("sizeLimit", Quantities.ofBytes(temporary.size()));
                // Each one is a volume of its own, whatever its size.
                mount.leaf("name", name(new Object(), "emptyDir", memory));
                mount.leaf("mountPath", temporary.mountPath());
            }
        }
        return mount;
    }

    private String field() {
        return "services." + service.name() + ".volumes";
    }

    private static void onlyRead(Branch mount, boolean readOnly) {
        if (readOnly) {
            mount.leaf("readOnly", true);
        }
    }

    /// What containers share keeps its name, unless another volume has it.
    private String share(String name) {
        boolean free = !name.startsWith(NUMBERED) && !isKept(name);
        String number = NUMBERED + (volumes.size() + 1);
        return added(
                new Share(name), new PodVolume(free ? name : number, "emptyDir", new Branch()));
    }

    private boolean isKept(String name) {
        return images().flatMap(image -> image.sandbox().volumes().stream())
                .anyMatch(volume ->
                        volume instanceof Volume.Named named && named.name().equals(name));
    }

    /// The name of a volume in the Pod, which is added when it is new.
    private String name(Object what, String kind, Branch source) {
        return added(what, new PodVolume(NUMBERED + (volumes.size() + 1), kind, source));
    }

    private String added(Object what, PodVolume next) {
        volumes.putIfAbsent(what, next);
        return volumes.getOrDefault(what, next).name();
    }

    /// After all containers.
    void addTo(Branch pod) {
        pod.items(
                "volumes",
                volumes.values().stream()
                        .map(volume ->
                                new Branch()
                                        .leaf("name", volume.name())
                                        .putAlways(volume.kind(), volume.source()))
                        .toList());
        Map<String, List<String>> names = new LinkedHashMap<>();
        images().flatMap(image -> image.sandbox().extraHosts().entrySet().stream())
                .forEach(host ->
                        names.computeIfAbsent(host.getValue(), _ -> new ArrayList<>())
                                .add(host.getKey()));
        List<Branch> aliases = new ArrayList<>();
        names.forEach((address, hosts) ->
                aliases.add(
                        new Branch()
                                .leaf("ip", address)
                                .words("hostnames", hosts.stream().distinct().toList())));
        pod.items("hostAliases", aliases);
    }

    private Stream<Workload.Image> images() {
        return service.containers().stream()
                .map(Container::workload)
                .filter(Workload.Image.class::isInstance)
                .map(Workload.Image.class::cast);
    }
}
