package dev.probity.launch.container;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.ImagePlan;
import dev.probity.launch.LaunchPlan;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;

import java.nio.file.Path;
import java.util.List;

/// Writes a launch down as an engine wants to be asked for a container. Pure.
final class ContainerWish {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Owner owner;

    ContainerWish(Owner owner) {
        this.owner = owner;
    }

    /// @param network the engine's name for it
    ObjectNode of(Incarnation incarnation, LaunchPlan plan, ImagePlan image, String network) {
        Sandbox sandbox = image.image().sandbox();
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        wish.put("Image", image.image().reference());
        words(wish, "Entrypoint", image.image().command());
        words(wish, "Cmd", image.image().arguments());
        ArrayNode environment = wish.putArray("Env");
        plan.environment().forEach((name, value) -> environment.add(name + "=" + value));
        plan.user().ifPresent(user -> wish.put("User", user));
        sandbox.workingDirectory().ifPresent(directory -> wish.put("WorkingDir", directory));
        sandbox.stopSignal().ifPresent(signal -> wish.put("StopSignal", signal));
        wish.set("Labels", owner.labels(incarnation));
        // What the image asks the engine to check is Probity's business, and asked by probes.
        wish.putObject("Healthcheck").putArray("Test").add("NONE");
        ObjectNode exposed = wish.putObject("ExposedPorts");
        ObjectNode host = wish.putObject("HostConfig");
        ObjectNode bindings = host.putObject("PortBindings");
        image.published()
                .forEach((own, published) -> {
                    exposed.putObject(own + "/tcp");
                    bindings.putArray(own + "/tcp")
                            .addObject()
                            .put("HostIp", LOOPBACK)
                            .put("HostPort", published.toString());
                });
        host.put("NetworkMode", network);
        // A program that is process 1 and has no handler of its own would not hear SIGTERM.
        host.put("Init", true);
        confine(host, sandbox);
        share(host, incarnation.replica(), sandbox);
        return wish;
    }

    private static void words(ObjectNode wish, String key, List<String> words) {
        if (!words.isEmpty()) {
            ArrayNode array = wish.putArray(key);
            words.forEach(array::add);
        }
    }

    private void confine(ObjectNode host, Sandbox sandbox) {
        sandbox.memory().ifPresent(bytes -> host.put("Memory", bytes).put("MemorySwap", bytes));
        sandbox.cpuMillis().ifPresent(millis -> host.put("NanoCpus", millis * NANOS_PER_MILLI));
        if (sandbox.readOnlyRoot()) {
            host.put("ReadonlyRootfs", true);
        }
        ArrayNode hosts = host.putArray("ExtraHosts");
        sandbox.extraHosts().forEach((name, address) -> hosts.add(name + ":" + address));
        sandbox.gpus()
                .ifPresent(count ->
                        host.putArray("DeviceRequests")
                                .addObject()
                                .put("Count", count)
                                .putArray("Capabilities")
                                .addArray()
                                .add("gpu"));
        ArrayNode mounts = host.putArray("Mounts");
        sandbox.volumes().stream()
                .filter(volume -> !(volume instanceof Volume.Shared))
                .forEach(volume -> mount(mounts.addObject(), volume));
    }

    /// In the older form, since only that one tells SELinux (`z`) that containers share it.
    private void share(ObjectNode host, ReplicaId replica, Sandbox sandbox) {
        ArrayNode binds = host.putArray("Binds");
        for (Volume volume : sandbox.volumes()) {
            if (volume instanceof Volume.Shared shared) {
                Path folder = owner.sharedFolders().folder(replica, shared);
                String mode = shared.readOnly() ? "ro,z" : "z";
                binds.add(folder + ":" + shared.mountPath() + ":" + mode);
            }
        }
    }

    private void mount(ObjectNode mount, Volume volume) {
        mount.put("Target", volume.mountPath());
        switch (volume) {
            case Volume.Bind bind ->
                    mount.put("Type", "bind")
                            .put("Source", bind.hostPath().toString())
                            .put("ReadOnly", bind.readOnly());
            case Volume.Named named ->
                    mount.put("Type", "volume")
                            .put("Source", owner.volumeName(named.name()))
                            .put("ReadOnly", named.readOnly());
            case Volume.Shared _ -> {} // mounted in another form
            case Volume.Temporary temporary ->
                    mount.put("Type", "tmpfs")
                            .putObject("TmpfsOptions")
                            .put("SizeBytes", temporary.size());
        }
    }
}
